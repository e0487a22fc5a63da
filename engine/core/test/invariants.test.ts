/** Rules that hold in every random game, watched from outside: only what is published and what the view says. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bench } from './fixtures/bench.ts';
import { act, anyRoom, steps } from './fixtures/random-game.ts';

const DEVICES = ['cellar_lamp', 'cellar_lever', 'cellar_door', 'cellar_post', 'cellar_fog', 'attic_bell'];

interface CommandEntry {
  readonly status: string;
  readonly layer: string;
}
const OPEN = ['SENT', 'ACCEPTED', 'INDETERMINATE'];

function commandsOf(bench: Bench): [string, CommandEntry][] {
  return [...bench.engine.view()].flatMap(([key, value]): [string, CommandEntry][] =>
    key.startsWith('command/') ? [[key, value as CommandEntry]] : [],
  );
}

describe('in every game', () => {
  test('sequences rise by one, retries repeat bytes, an ended command stays ended', () => {
    fc.assert(
      fc.property(steps, (actions) => {
        const bench = new Bench(anyRoom).online();
        const ended = new Map<string, string>();
        for (const action of actions) {
          act(bench, action);
          for (const [key, { status }] of commandsOf(bench)) {
            if (ended.has(key)) expect(status).toBe(ended.get(key));
            else if (!OPEN.includes(status)) ended.set(key, status);
          }
        }
        const payloads = new Map<string, string>();
        const last = new Map<string, number>();
        for (const { topic, payload } of bench.published.filter((one) => one.topic.endsWith('/cmd'))) {
          const { command_id: id, device_id: device, sequence } = JSON.parse(payload);
          if (payloads.has(id)) expect(payload).toBe(payloads.get(id));
          else {
            // The bus may have been down when one was made, so there may be gaps.
            expect(sequence).toBeGreaterThan(last.get(device) ?? 0);
            last.set(device, sequence);
            payloads.set(id, payload);
          }
          expect(topic).toBe(`room/small/device/${device}/cmd`);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('while latched nothing leaves but the safety layer, and the game clock stands', () => {
    fc.assert(
      fc.property(steps, (actions) => {
        const bench = new Bench(anyRoom).online();
        for (const action of actions) {
          const before = bench.view('engine');
          const [elapsed, sent] = [bench.view('timer')?.elapsedMs, bench.commands.length];
          act(bench, action);
          // A reset that an action completes ends the latch in the middle of it: then nothing can be said from outside.
          const latched = [before, bench.view('engine')].every((engine) => engine?.pausedReason === 'SAFETY_LATCHED');
          if (!latched || action.kind === 'reset') continue;
          expect(bench.view('timer')?.elapsedMs).toBe(elapsed);
          const layers = new Map(commandsOf(bench).map(([key, { layer }]) => [key, layer]));
          for (const { command_id: id } of bench.commands.slice(sent))
            expect(layers.get(`command/${id}`)).toBe('safety');
        }
      }),
      { numRuns: 150 },
    );
  });

  test('from the latch until dispatch is resumed the game clock stands, whatever people press', () => {
    fc.assert(
      fc.property(steps, (actions) => {
        const bench = new Bench(anyRoom).online();
        let held = false;
        for (const action of actions) {
          const elapsed = bench.view('timer')?.elapsedMs;
          act(bench, action);
          const engine = bench.view('engine');
          const heldBefore = held;
          held = engine?.dispatchEnabled === false && (held || engine.pausedReason === 'SAFETY_LATCHED');
          const startsAnew = action.kind === 'operator' && action.request.action === 'START_GRAPH';
          if (held) expect(bench.view('timer')).toMatchObject({ running: false });
          if (held && heldBefore && !startsAnew) expect(bench.view('timer')?.elapsedMs).toBe(elapsed);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('once everything is healed every command ends and every path goes on or says why', () => {
    fc.assert(
      fc.property(steps, (actions) => {
        const bench = new Bench(anyRoom).online();
        for (const action of actions) act(bench, action);
        bench.answers.clear();
        bench.alive.add('cellar').add('attic');
        bench.step([{ kind: 'bus', up: true }]);
        // Longer than an attempt at a reset that may be under way.
        bench.advance(10_000);
        act(bench, { kind: 'reset' });
        bench.advance(3000);
        bench.operator({ action: 'RESUME_DISPATCH' });
        for (const device of DEVICES) {
          bench.state(device, {});
        }
        bench.advance(20_000);
        // What timed out after the last state is read back by the next one.
        for (const device of DEVICES) bench.state(device, {});
        expect(bench.view('engine')).toMatchObject({ dispatchEnabled: true });
        for (const [key, { status }] of commandsOf(bench))
          expect(`${key} ${OPEN.includes(status)}`).toBe(`${key} false`);
        for (const [key, value] of bench.engine.view()) {
          const { state, reason } = value as { state?: string; reason?: string };
          if (key.startsWith('node/') && state === 'paused') expect(reason).toMatch(/^[A-Z_]+(:\w+)?$/);
          if (key.startsWith('node/') && state === 'active') expect(reason).toBeUndefined();
        }
      }),
      { numRuns: 150 },
    );
  });
});
