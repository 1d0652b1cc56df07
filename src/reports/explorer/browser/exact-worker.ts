/** Exact answers beside the picture: in a worker, so that no long one stops the flow; the newest question counts. */
import { type ExactAnswer, type ExactQuestion, exactAnswer } from '../exact-answer.ts';

export type Outcome =
  | { readonly answer: ExactAnswer }
  /** Why there is none. */
  | { readonly failure: string };

interface Message {
  readonly number: number;
  readonly question: ExactQuestion;
}

function outcomeOf(question: ExactQuestion): Outcome {
  try {
    return { answer: exactAnswer(question) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

/** What the bundle does in a worker. */
export function serve(): void {
  const worker = self as unknown as {
    onmessage: ((event: MessageEvent<Message>) => void) | null;
    postMessage(value: unknown): void;
  };
  worker.onmessage = ({ data: { number, question } }) => {
    worker.postMessage({ number, outcome: outcomeOf(question) });
  };
}

/** Milliseconds that an answer may take, and how long a question waits for the next one. */
const LONGEST = 60_000;
const PAUSE = 120;

/** @param code of the page. @returns what asks; only the last question is answered. */
export function exactAnswers(code: string, told: (outcome: Outcome) => void) {
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  let worker: Worker | null = null;
  let asked = 0;
  let busy = false;
  let pause = 0;
  let limit = 0;

  function started(): Worker {
    const made = new Worker(url);
    made.onmessage = ({ data }: MessageEvent<{ number: number; outcome: Outcome }>) => {
      if (data.number !== asked) return;
      clearTimeout(limit);
      busy = false;
      told(data.outcome);
    };
    made.onerror = (event) => {
      event.preventDefault();
      stop();
      told({ failure: `the worker failed: ${event.message}` });
    };
    return made;
  }
  function stop(): void {
    worker?.terminate();
    worker = null;
    busy = false;
  }
  return (question: ExactQuestion): void => {
    clearTimeout(pause);
    asked++;
    const number = asked;
    pause = window.setTimeout(() => {
      if (busy) stop();
      worker ??= started();
      busy = true;
      clearTimeout(limit);
      limit = window.setTimeout(() => {
        stop();
        told({ failure: `no answer in ${LONGEST / 1000} seconds` });
      }, LONGEST);
      worker.postMessage({ number, question });
    }, PAUSE);
  };
}
