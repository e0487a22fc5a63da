/** The generated files: up to date, well formed, and true to the schemas as an independent validator reads them. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TOPICS } from '@understudy/contract';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { contractArtefacts, drifted } from '../artefacts.ts';
import { asyncApi } from '../asyncapi.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Reference {
  readonly $ref: string;
}
interface AsyncApi {
  readonly asyncapi: string;
  readonly channels: Readonly<
    Record<
      string,
      {
        readonly address: string;
        readonly messages: Readonly<Record<string, Reference>>;
        readonly parameters: Readonly<Record<string, { readonly description?: string }>>;
      }
    >
  >;
  readonly operations: Readonly<
    Record<string, { readonly action: string; readonly channel: Reference; readonly messages: readonly Reference[] }>
  >;
  readonly components: {
    readonly messages: Readonly<
      Record<string, { readonly payload: object; readonly examples: readonly { readonly payload: object }[] }>
    >;
  };
}
const document: AsyncApi = JSON.parse(asyncApi());

/** What a reference inside the document leads to. */
function resolve({ $ref }: Reference): unknown {
  expect($ref.startsWith('#/')).toBe(true);
  let at: unknown = document;
  for (const step of $ref.slice(2).split('/')) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[step];
  }
  // A channel's message is itself a reference.
  const next = at as Partial<Reference> | undefined;
  return typeof next?.$ref === 'string' ? resolve({ $ref: next.$ref }) : at;
}

describe('generated files', () => {
  it('are what the code makes of them', () => {
    expect(drifted(contractArtefacts())).toEqual([]);
  });

  it('a file that has drifted is named', () => {
    const [first] = contractArtefacts();
    if (first === undefined) throw new Error('no files');
    expect(
      drifted([
        { path: first.path, text: `${first.text} ` },
        { path: 'docs/none.md', text: '' },
      ]),
    ).toEqual([first.path, 'docs/none.md']);
  });
});

describe('the AsyncAPI document', () => {
  it('has a channel and an operation for every topic', () => {
    expect(document.asyncapi).toBe('3.1.0');
    const addresses = Object.values(document.channels).map(({ address }) => address);
    expect(addresses.sort()).toEqual(
      Object.values(TOPICS)
        .map(({ address }) => address)
        .sort(),
    );
    expect(Object.keys(document.operations)).toHaveLength(addresses.length);
  });

  it('describes every parameter of every address, and no other', () => {
    for (const { address, parameters } of Object.values(document.channels)) {
      const names = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(parameters)).toEqual(names);
      for (const parameter of Object.values(parameters)) expect(parameter.description).toBeTruthy();
    }
  });

  it('refers only to what is there', () => {
    for (const channel of Object.values(document.channels)) {
      expect(Object.keys(channel.messages)).toHaveLength(1);
      for (const message of Object.values(channel.messages)) expect(resolve(message)).toHaveProperty('payload');
    }
    for (const operation of Object.values(document.operations)) {
      expect(['send', 'receive']).toContain(operation.action);
      expect(resolve(operation.channel)).toHaveProperty('address');
      expect(operation.messages).toHaveLength(1);
      for (const message of operation.messages) {
        expect(message.$ref.startsWith(operation.channel.$ref)).toBe(true);
        expect(resolve(message)).toHaveProperty('payload');
      }
    }
  });

  it.each(Object.entries(document.components.messages))('holds valid examples of %s', (_, message) => {
    const validate = new Ajv({ allErrors: true }).compile(message.payload);
    expect(message.examples.length).toBeGreaterThan(0);
    for (const example of message.examples)
      expect(validate(example.payload), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({})).toBe(false);
  });
});

describe('the schemas of room files', () => {
  const room = `${ROOT}rooms/clockwork`;
  const folder = (name: string): string[] => readdirSync(`${room}/${name}`).map((file) => `${name}/${file}`);
  const files: readonly (readonly [string, string])[] = [
    ['room', 'room.yaml'],
    ['graph', 'graph.yaml'],
    ['objectives', 'objectives.yaml'],
    ['rules', 'rules.yaml'],
    ...folder('controllers').map((file) => ['controller', file] as const),
    ...folder('physics').map((file) => ['physics', file] as const),
    ...folder('players').map((file) => ['player', file] as const),
  ];

  it.each(files)('%s.schema.json takes %s, and not an empty file', (name, file) => {
    const schema = JSON.parse(readFileSync(`${ROOT}rooms/schemas/${name}.schema.json`, 'utf8'));
    const validate = new Ajv({ allErrors: true }).compile(schema);
    expect(validate(parse(readFileSync(`${room}/${file}`, 'utf8'))), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({})).toBe(false);
  });
});
