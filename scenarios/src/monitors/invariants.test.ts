import { describe, expect, it } from 'vitest';
import { CASES_COMMANDS } from '../fixtures/cases-commands.ts';
import { CASES_CONTROLLERS } from '../fixtures/cases-controllers.ts';
import { CASES_COURSES } from '../fixtures/cases-courses.ts';
import { CASES_ESTOP } from '../fixtures/cases-estop.ts';
import { CASES_INTENTS } from '../fixtures/cases-intents.ts';
import { CASES_LATE } from '../fixtures/cases-late.ts';
import { CASES_OWNERS } from '../fixtures/cases-owners.ts';
import { CASES_RESET } from '../fixtures/cases-reset.ts';
import { CASES_RUNTIME } from '../fixtures/cases-runtime.ts';
import { CASES_SAFETY } from '../fixtures/cases-safety.ts';
import { SMALL_ROOM } from '../fixtures/small-room.ts';
import { dark, ID, lit } from '../fixtures/watch-events.ts';
import type { Invariant } from './invariant.ts';
import { invariantsFor } from './invariants-for.ts';
import { Watch } from './watch.ts';
import type { WatchEvent } from './watch-event.ts';

const CASES = [
  ...CASES_ESTOP,
  ...CASES_RESET,
  ...CASES_SAFETY,
  ...CASES_OWNERS,
  ...CASES_INTENTS,
  ...CASES_COMMANDS,
  ...CASES_LATE,
  ...CASES_RUNTIME,
  ...CASES_CONTROLLERS,
  ...CASES_COURSES,
];

function play(title: string, events: readonly WatchEvent[], room = SMALL_ROOM): Invariant {
  const invariant = invariantsFor(room).find((candidate) => candidate.title === title);
  if (invariant === undefined) throw new Error(`no invariant ${title}`);
  for (const event of events) {
    while (invariant.nextAtUs < event.atUs) {
      const atUs = invariant.nextAtUs;
      invariant.nextAtUs = Number.POSITIVE_INFINITY;
      invariant.onEvent({ kind: 'due', atUs });
    }
    if (event.kind === 'due') continue;
    expect(invariant.hears).toContain(event.kind);
    invariant.onEvent(event);
  }
  return invariant;
}

describe('invariants', () => {
  it.each(CASES)('$number $title: holds, and is seen to break', ({ title, number, clean, broken, room }) => {
    expect(play(title, clean, room).breaches).toEqual([]);
    const { breaches } = play(title, broken, room);
    expect(breaches.map((breach) => breach.invariant)).toEqual([number]);
    expect(breaches[0]?.message).not.toBe('');
  });

  it('are all tried above', () => {
    expect(new Set(CASES.map(({ title }) => title))).toEqual(
      new Set(invariantsFor(SMALL_ROOM).map(({ title }) => title)),
    );
  });
});

describe('Watch', () => {
  it('reads messages of a run and reports what they break', () => {
    const watch = new Watch(invariantsFor(SMALL_ROOM));
    const base = { schema: 'v8', room_id: 'small', correlation_id: `${ID}1`, command_id: `${ID}1` };
    const cmd = { ...base, device_id: 'box_lamp', sequence: 1, epoch: 1, parameters: { op: 'on' } };
    watch.message(0, 'engine', 'room/small/device/box_lamp/cmd', JSON.stringify(cmd), false);
    const refused = { ...base, status: 'REJECTED', reason_code: 'STALE_EPOCH' };
    watch.message(5000, 'box', 'room/small/device/box_lamp/ack', JSON.stringify(refused), false);
    watch.message(6000, 'box', 'room/small/device/box_lamp/ack', 'not json', false);
    const violations = watch.finish(10_000);
    expect(violations.map(({ invariant, atUs }) => [invariant, atUs])).toEqual([
      ['18 Only what the engine has sent in good form takes effect', 5000],
    ]);
  });

  it('wakes an invariant at the time that it asked for', () => {
    const watch = new Watch(invariantsFor(SMALL_ROOM).filter(({ number }) => number === 13));
    watch.changed(0, 'laser', lit);
    expect(watch.nextAtUs()).toBe(1_005_000);
    watch.due(1_005_000);
    expect(watch.violations()).toMatchObject([{ number: 13, atUs: 1_005_000, event: 1, slackMs: 0 }]);
    expect(watch.nextAtUs()).toBe(Number.POSITIVE_INFINITY);
    expect(watch.finish(2_000_000)).toMatchObject([{ atUs: 1_005_000, slackMs: -995 }]);
  });

  it('tells of slack, and nothing of bounds that were never at stake', () => {
    const watch = new Watch(invariantsFor(SMALL_ROOM));
    watch.changed(0, 'laser', lit);
    watch.changed(300_000, 'laser', dark);
    watch.finish(2_000_000);
    expect(watch.slackMs()).toEqual({ 13: 705 });
  });

  it('does not judge what a fault excuses, from its beginning until 30 s after it was healed', () => {
    const fault = { fault: 'actuator.stuck', target: 'laser', excuses: [13] };
    const brokenAt = (atMs: number): readonly number[] => {
      const watch = new Watch(invariantsFor(SMALL_ROOM));
      watch.tell({ kind: 'injected', atUs: 5_000_000, ...fault });
      watch.tell({ kind: 'healed', atUs: 9_000_000, ...fault });
      watch.changed(atMs * 1000, 'laser', lit);
      return watch.finish((atMs + 2000) * 1000).map(({ number }) => number);
    };
    expect(brokenAt(20_000)).not.toContain(13);
    expect(brokenAt(37_500)).not.toContain(13);
    expect(brokenAt(38_500)).toContain(13);
  });
});
