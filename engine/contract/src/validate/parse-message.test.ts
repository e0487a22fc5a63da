import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../limits.ts';
import { EXAMPLES } from '../messages/examples.ts';
import { ControllerDefinition } from '../room/controller.ts';
import { GraphDefinition } from '../room/graph.ts';
import { RulesDefinition } from '../room/rules.ts';
import { TOPICS, type TopicKind } from '../topic-table.ts';
import { explainSchema } from './explain.ts';
import { parseAck, parseControl, parseCoreFaults, parseDispatch, parseHeartbeat, parseState } from './parse-message.ts';

const kinds = Object.keys(TOPICS) as TopicKind[];
const heartbeat = EXAMPLES['controller/heartbeat'];
const text = (value: unknown): string => JSON.stringify(value);

describe('the parsers', () => {
  it('return the value of a valid message', () => {
    const result = parseHeartbeat(text(heartbeat), 'clockwork', 'lever_boiler');
    expect(result).toEqual({ ok: true, value: heartbeat });
  });

  it.each([
    ['no UTF-8', null, 'utf8', 'BAD_SCHEMA', 'UTF-8'],
    ['no JSON', '{"schema":', 'json', 'BAD_SCHEMA', 'JSON'],
    ['too long', text({ ...heartbeat, pad: 'é'.repeat(1000) }), 'bytes', 'BAD_SCHEMA', 'at most 2048 bytes'],
    ['another version', text({ ...heartbeat, schema: 'v7' }), 'schema', 'BAD_SCHEMA', '/schema "v8"'],
    ['a missing field', text({ ...heartbeat, uptime_ms: undefined }), 'schema', 'BAD_SCHEMA', 'a member "uptime_ms"'],
    ['another room', text({ ...heartbeat, room_id: 'requiem' }), 'room', 'BAD_ROOM', 'clockwork'],
    ['another controller', text({ ...heartbeat, controller_id: 'clock' }), 'device', 'BAD_DEVICE', 'lever_boiler'],
    [
      'too deep',
      text({ ...heartbeat, x: JSON.parse('['.repeat(10) + ']'.repeat(10)) }),
      'nesting',
      'BAD_SCHEMA',
      'levels',
    ],
    [
      'too many keys',
      text({ ...heartbeat, x: Object.fromEntries(Array(60).fill(0).entries()) }),
      'nesting',
      'BAD_SCHEMA',
      'keys',
    ],
  ])('refuse %s', (_, payload, check, reason, expected) => {
    const result = parseHeartbeat(payload, 'clockwork', 'lever_boiler');
    expect(result).toMatchObject({ ok: false, reason, check });
    if (!result.ok) expect(result.expected).toContain(expected);
  });

  it('let machines add members, and people not', () => {
    expect(parseState(text({ ...EXAMPLES['device/state'], new_member: 1 }), 'clockwork').ok).toBe(true);
    const dispatch = parseDispatch(text({ ...EXAMPLES['core/dispatch'], parameter: {} }), 'clockwork');
    expect(dispatch).toMatchObject({ ok: false, reason: 'BAD_SCHEMA', seen: '"parameter"' });
  });

  it('explain a control request by its action', () => {
    const { node_id: _, ...control } = EXAMPLES['core/control'];
    expect(parseControl(text(control), 'clockwork')).toMatchObject({ expected: 'a member "node_id"' });
    expect(parseControl(text({ ...control, control_token: undefined, node_id: 'a' }), 'clockwork')).toMatchObject({
      expected: 'a member "control_token"',
    });
  });

  it('let the list of open faults be longer than a controller could read', () => {
    const [fault] = EXAMPLES['core/faults'].faults as unknown[];
    const faults = (count: number) =>
      parseCoreFaults(text({ schema: 'v8', room_id: 'r', faults: Array(count).fill(fault) }), 'r').ok;
    expect([faults(LIMITS.openFaults), faults(LIMITS.openFaults + 1)]).toEqual([true, false]);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (payload) => {
        expect(parseAck(payload, 'clockwork').ok).toBe(false);
      }),
    );
  });
});

describe('explainSchema', () => {
  it.each(kinds)('has nothing to say of the example of %s', (kind) => {
    expect(explainSchema(TOPICS[kind].payload, EXAMPLES[kind])).toEqual([]);
    expect(Compile(TOPICS[kind].payload).Check(EXAMPLES[kind])).toBe(true);
  });

  it('agrees with the compiled schema on every mutation of every example', () => {
    const validators = kinds.map((kind) => Compile(TOPICS[kind].payload));
    const path = fc.array(fc.nat({ max: 15 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.nat({ max: kinds.length - 1 }),
        path,
        fc.option(fc.jsonValue(), { nil: undefined }),
        (at, steps, value) => {
          const kind = kinds[at];
          if (kind === undefined) return;
          const mutated = mutate(EXAMPLES[kind], steps, value);
          const problems = explainSchema(TOPICS[kind].payload, mutated);
          expect(problems.length === 0, JSON.stringify({ mutated, problems })).toBe(validators[at]?.Check(mutated));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('explains against the branch that was meant', () => {
    const graph = {
      version: '1',
      start: 'a',
      nodes: {
        a: { kind: 'DELAY', ms: 1.5, nxt: 'b' },
        b: { kind: 'WAIT', ms: 1 },
        c: { kind: 'WAIT_CONDITION', condition: { all: [{ device: 'x', property: 'y', above: 'z' }] } },
        'D!': { kind: 'NOOP', next: 3 },
      },
    };
    expect(explainSchema(GraphDefinition, graph)).toEqual([
      { code: 'SCHEMA_TYPE', pointer: '/nodes/a/ms', expected: 'an integer from 0 to 86400000', seen: '1.5' },
      {
        code: 'SCHEMA_UNKNOWN',
        pointer: '/nodes/a/nxt',
        expected: 'one of kind, ms, title, group, next',
        seen: '"nxt"',
      },
      expect.objectContaining({ pointer: '/nodes/b/kind', expected: expect.stringContaining('"NOOP", "DELAY"') }),
      { code: 'SCHEMA_TYPE', pointer: '/nodes/c/condition/all/0/above', expected: 'a number', seen: '"z"' },
      expect.objectContaining({ code: 'SCHEMA_KEY', pointer: '/nodes/D!' }),
    ]);
  });

  it('lists the words of an enumeration and the forms of a condition', () => {
    const rules = { interlocks: { a: { title: 't', when: { devise: 'x' } } } };
    expect(explainSchema(RulesDefinition, rules)[0]?.expected).toContain('device + property + equals');
    const [problem] = explainSchema(ControllerDefinition, {
      controller: 'c',
      title: 't',
      zone: 'z',
      heartbeatMs: 1500,
      estopPin: 1,
      devices: {},
    });
    expect(problem).toEqual({
      code: 'SCHEMA_VALUE',
      pointer: '/heartbeatMs',
      expected: 'one of 1000, 2000',
      seen: '1500',
    });
  });
});

/** A copy with the value at the path of member positions replaced, or removed. */
function mutate(value: unknown, steps: readonly number[], replacement: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return replacement;
  const entries = Object.entries(value);
  const [name, member] = entries[step % Math.max(1, entries.length)] ?? ['new', undefined];
  const changed = rest.length === 0 ? replacement : mutate(member, rest, replacement);
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === name ? changed : item));
  const copy = { ...value, [name]: changed };
  return changed === undefined ? Object.fromEntries(Object.entries(copy).filter(([key]) => key !== name)) : copy;
}
