/** Snapshot and deltas tell the same: the map at any instant is the newest snapshot with the deltas after it. */
import { McapCollector, messageSchema, readMcap } from '@understudy/journal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ViewTrack } from './view-track.ts';

type Entries = Readonly<Record<string, unknown>>;
interface Delta {
  readonly set: Entries;
  readonly drop: readonly string[];
}

const KEYS = ['engine', 'plant/a', 'plant/b', 'command/1'];
const change = fc.record({
  afterUs: fc.integer({ min: 0, max: 3 }),
  key: fc.constantFrom(...KEYS),
  /** Large enough that a few dozen call for a snapshot. */
  value: fc.option(fc.integer({ min: 0, max: 9 }).map((digit) => ({ digit, text: String(digit).repeat(40_000) }))),
});

describe('the view of a recording', () => {
  it('is rebuilt at every instant from the newest snapshot and the deltas after it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 20, maxLength: 60 }), async (changes) => {
        const collector = new McapCollector(0);
        const channel = (topic: string): number =>
          collector.channel({ topic, schemaName: topic, schema: messageSchema({}) });
        const track = new ViewTrack(collector, channel('/view'), channel('/view/snapshot'));
        const expected = new Map<number, Entries>();
        const entries: Record<string, unknown> = {};
        let atUs = 0;
        for (const { afterUs, key, value } of changes) {
          atUs += afterUs;
          track.set(atUs, key, value);
          if (value === null) delete entries[key];
          else entries[key] = value;
          expected.set(atUs, { ...entries });
        }
        track.flush();
        const { messages } = readMcap(await collector.bytes());
        for (const [at, map] of expected) expect(rebuild(messages, at)).toEqual(map);
      }),
      { numRuns: 6 },
    );
  });
});

function rebuild(messages: ReturnType<typeof readMcap>['messages'], atUs: number): Entries {
  const past = messages.filter(({ atUnixUs }) => atUnixUs <= atUs);
  const snapshot = past.findLast(({ topic }) => topic === '/view/snapshot');
  const entries = { ...(snapshot?.value as { entries: Entries } | undefined)?.entries };
  for (const { topic, atUnixUs, value } of past) {
    if (topic !== '/view' || atUnixUs <= (snapshot?.atUnixUs ?? -1)) continue;
    const { set, drop } = value as Delta;
    Object.assign(entries, set);
    for (const key of drop) delete entries[key];
  }
  return entries;
}
