/** Schemas by the rules of the parser that Lichtblick and Foxglove share: what it refuses makes a whole channel unreadable. */
import { type FieldSchema, type McapChannel, McapCollector } from '@understudy/journal';
import { describe, expect, it } from 'vitest';
import { addFixedChannels, plantChannel } from './channels.ts';

/** What the parser refuses in a message of this schema; nothing for one that it takes. */
function refused(schema: unknown, path: string): string[] {
  const fields = schema as { readonly type?: unknown; readonly properties?: Readonly<Record<string, FieldSchema>> };
  if (fields.type !== 'object') return [`${path}: expected type object`];
  if (typeof fields.properties !== 'object') return [`${path}: an object without properties`];
  return Object.entries(fields.properties).flatMap(([name, field]) => refusedField(field, `${path}.${name}`));
}

function refusedField(field: FieldSchema, path: string): string[] {
  for (const word of ['anyOf', 'allOf', 'oneOf', '$ref', 'enum', 'const'])
    if (word in field) return [`${path}: ${word}`];
  switch (field.type) {
    case 'boolean':
    case 'integer':
    case 'number':
    case 'string':
      return [];
    case 'object':
      return refused(field, path);
    case 'array':
      return field.items.type === 'array' ? [`${path}: a list of lists`] : refusedField(field.items, `${path}[]`);
    default:
      return [`${path}: type ${JSON.stringify((field as { type?: unknown }).type)}`];
  }
}

describe('the channels of a recording', () => {
  it('have schemas that the players take', () => {
    const added: McapChannel[] = [plantChannel('door', { position: 0.5, open: false })];
    const collector = new McapCollector(0);
    const add = collector.channel.bind(collector);
    collector.channel = (channel) => {
      added.push(channel);
      return add(channel);
    };
    addFixedChannels(collector);
    expect(added.length).toBe(12);
    expect(added.flatMap(({ topic, schema }) => refused(schema, topic))).toEqual([]);
    expect(new Set(added.map(({ topic }) => topic)).size).toBe(added.length);
    expect(added[0]?.schema.properties).toEqual({ position: { type: 'number' }, open: { type: 'boolean' } });
  });

  it.each([
    [{ type: 'string' }],
    [{ type: 'object' }],
    [{ type: 'object', properties: { a: { enum: ['x'] } } }],
    [{ type: 'object', properties: { a: { type: ['number', 'null'] } } }],
    [{ type: 'object', properties: { a: { anyOf: [] } } }],
    [{ type: 'object', properties: { a: { type: 'array', items: { $ref: '#' } } } }],
  ])('of which the check refuses %j', (schema) => {
    expect(refused(schema, 'x')).not.toEqual([]);
  });
});
