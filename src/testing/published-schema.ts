/** The JSON Schemas in docs/ are made of the schemas that read the files; `UPDATE_SCHEMAS=1` writes them anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { writeJson } from '../json/write-json.ts';
import { jsonSchemaOf } from './json-schema.ts';

interface PublishedSchema {
  /** As it stands in docs/. */
  readonly published: string;
  /** As it should stand there. */
  readonly generated: string;
  /** What a program says that knows nothing of falsim but this schema. */
  valid(json: unknown): boolean;
}

/** @param name of the file in docs/, less `.schema.json`. */
export function publishedSchema(name: string, title: string, schema: unknown): PublishedSchema {
  const file = new URL(`../../docs/${name}.schema.json`, import.meta.url);
  const tree = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...jsonSchemaOf(schema),
  };
  const generated = writeJson(tree);
  if (process.env['UPDATE_SCHEMAS'] === '1') writeFileSync(file, generated);
  const valid = new Ajv2020({ strict: false }).compile(tree);
  return { published: readFileSync(file, 'utf8'), generated, valid };
}
