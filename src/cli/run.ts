/** The command line, from arguments to an exit code, with nothing of the process in it. */
import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { Defaults } from '../config/defaults.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { ProfileInForce } from '../config/profiles.ts';
import {
  clipped,
  DiskError,
  InputError,
  InterruptedError,
  ModelError,
  TimeLimitError,
  UnsupportedError,
} from '../errors.ts';
import { BudgetExceeded } from '../numerics/budget.ts';
import { printable } from '../reports/printable.ts';
import { complaint, DEFECT_FOUND, withNearestChoice } from '../reports/told.ts';
import { falsimVersion } from '../version.ts';
import { type CommandEntry, commands } from './commands.ts';
import { type Context, ExitCode, type Registry, type Streams } from './context.ts';
import type { ModelFlags } from './threads.ts';

const EXIT_CODES = `
Exit codes:
  0    survived: nothing was falsified (replay, verify: all is as it should be)
  1    falsified: there is a counterexample (replay, verify: something is amiss)
  2    bad input; nothing was written
  3    inconclusive: nothing could be decided
  70   a defect of falsim itself
  74   the disk is full or fails, or what reads the output
  130  interrupted before anything was found

docs/instances.md says how an instance is written; docs/examples has some.`;

async function knownClaims(config: LoadedConfig | null): Promise<Registry> {
  const { claims } = await import('../claims/registry.ts');
  if (config !== null && config.claims.length > 0) {
    const { registryUrl } = await import('../config/registry-url.ts');
    return {
      claims: [...config.claims, ...claims],
      url: registryUrl(resolve(config.file)),
      own: config.claims.map(({ id }) => id),
    };
  }
  const { entryPoint } = await import('../own-files.ts');
  return { claims, url: entryPoint('claims/registry').href };
}

/** A command and its arguments, as the list of commands has them. */
function termOf(command: Command): string {
  const words = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '…' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...words].join(' ');
}

/** A command that is named among the words is loaded, of another no more is there than the help shows. */
async function commandOf(
  { name, arguments: names, summary, load }: CommandEntry,
  argv: readonly string[],
  context: Context,
  prepare: (command: Command) => Promise<void>,
): Promise<Command> {
  if (!argv.includes(name)) {
    const command = new Command(name).summary(summary);
    return names === '' ? command : command.arguments(names);
  }
  const command = (await load())(context).summary(summary);
  if (name === 'init') return command;
  return command
    .option('--model <file>', 'file with models of your own; may be repeated', collectedFiles)
    .option('--config <file>', 'config of the project (default: falsim.config.ts, here or above)')
    .hook('preAction', (_, used) => prepare(used));
}

/** Not split at commas, which may be in names of files. */
function collectedFiles(file: string, before: readonly string[] = []): string[] {
  return [...before, file];
}

/** @param argv the words after `falsim`. */
export async function run(
  argv: readonly string[],
  streams: Streams,
  registry: (config: LoadedConfig | null) => Promise<Registry> = knownClaims,
): Promise<ExitCode> {
  let code: ExitCode = ExitCode.survived;
  let config: LoadedConfig | null = null;
  let profile: ProfileInForce | null = null;
  const context: Context = {
    streams: { ...streams, out: (text) => streams.out(printable(text)) },
    registry: () => registry(config),
    config: () => config,
    profile: () => profile,
    exit: (decided) => {
      code = decided;
    },
  };
  const loadProject = async (command: Command) => {
    config = await configOf(command);
    profile = await profileOf(command, config);
    await loadModels(command.opts<ProjectFlags>().model ?? []);
  };
  const program = new Command('falsim')
    .description(
      'Tries to falsify claims about the invariant manifolds of neural-network training.',
    )
    .version(falsimVersion)
    .addHelpText('after', EXIT_CODES)
    .configureHelp({ subcommandTerm: termOf })
    .showSuggestionAfterError();
  for (const entry of commands)
    program.addCommand(await commandOf(entry, argv, context, loadProject));
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .showHelpAfterError('(falsim --help lists the commands and their options)')
      .configureOutput({
        writeOut: streams.out,
        writeErr: (text) => streams.err(printable(text)),
        outputError: (text, write) => {
          const said = withNearestChoice(text.replace(/^error: /, '').trimEnd());
          write(complaint(said, streams.errorColumns));
        },
        getOutHelpWidth: () => streams.columns,
        getErrHelpWidth: () => streams.columns,
      });
  }
  if (argv.length === 0) {
    streams.err(program.helpInformation());
    return ExitCode.badInput;
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return exitCodeOf(isGone(error) ? removed : error, streams);
  }
}

/** Whether the system has no working directory for us any more. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
}

const removed = new InputError('working directory', 'a folder', 'one that was removed');

/** Characters of a stack trace that are shown. */
const LONGEST_DEFECT = 4000;

interface ProjectFlags extends ModelFlags {
  readonly config?: string;
  readonly state?: string;
  readonly profile?: string;
}

/**
 * The config of the project, its models registered. What it says of folders and budgets is the default of
 * the command's options.
 */
async function configOf(command: Command): Promise<LoadedConfig | null> {
  const { config: named, state } = command.opts<ProjectFlags>();
  const { findConfig } = await import('../config/find-config.ts');
  const file = named ?? findConfig();
  if (file === undefined) return null;
  const { loadConfig } = await import('../config/load-config.ts');
  const config = await loadConfig(file);
  const { placesOf } = await import('../config/defaults.ts');
  setDefaults(command, placesOf(config, state));
  return config;
}

const BUDGETS = ['runs', 'time', 'cases'];

/** The profile of a command that has some: its options are defaults, but for a budget where one is named. */
async function profileOf(
  command: Command,
  config: LoadedConfig | null,
): Promise<ProfileInForce | null> {
  if (!hasOption(command, 'profile')) return null;
  const { chosenProfile, PROFILE_VARIABLE } = await import('../config/profiles.ts');
  const { optionsOf } = await import('../config/defaults.ts');
  const { profile: named } = command.opts<ProjectFlags>();
  const chosen = chosenProfile(named, process.env[PROFILE_VARIABLE], config?.profiles);
  const isGiven = (name: string) => command.getOptionValueSource(name) === 'cli';
  const hasBudget = BUDGETS.some(isGiven);
  const isPutAway = (name: string) => isGiven(name) || (hasBudget && BUDGETS.includes(name));
  const options = Object.entries(optionsOf(chosen, config?.file));
  setDefaults(command, Object.fromEntries(options.filter(([name]) => !isPutAway(name))));
  const part = (wanted: boolean) =>
    Object.fromEntries(
      Object.entries(chosen.profile).filter(([name]) => isPutAway(name) === wanted),
    );
  return { name: chosen.name, profile: part(false), putAway: part(true) };
}

function setDefaults(command: Command, defaults: Defaults): void {
  for (const [option, value] of Object.entries(defaults))
    if (command.getOptionValueSource(option) !== 'cli' && hasOption(command, option))
      command.setOptionValueWithSource(option, value, 'config');
}

function hasOption(command: Command, name: string): boolean {
  return command.options.some((option) => option.attributeName() === name);
}

async function loadModels(files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  const { loadModelFile } = await import('../models/model-file.ts');
  for (const file of files) await loadModelFile(file);
}

function exitCodeOf(error: unknown, streams: Streams): ExitCode {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? ExitCode.survived : ExitCode.badInput;
  if (
    error instanceof InputError ||
    error instanceof UnsupportedError ||
    error instanceof ModelError
  ) {
    streams.err(complaint(printable(error.message), streams.errorColumns));
    return ExitCode.badInput;
  }
  if (error instanceof TimeLimitError || error instanceof BudgetExceeded) {
    streams.err(complaint(error.message, streams.errorColumns));
    return ExitCode.inconclusive;
  }
  if (error instanceof InterruptedError) {
    streams.err(complaint(error.message, streams.errorColumns));
    return ExitCode.interrupted;
  }
  if (error instanceof DiskError) {
    streams.err(complaint(printable(error.message), streams.errorColumns));
    return ExitCode.diskFailed;
  }
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const text = printable(clipped(what, LONGEST_DEFECT));
  streams.err(complaint(`${DEFECT_FOUND}\n${text}`, streams.errorColumns));
  return ExitCode.defect;
}
