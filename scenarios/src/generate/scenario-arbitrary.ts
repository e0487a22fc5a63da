/** Scenarios for a room, as fast-check draws them: swarms of acts, requests and faults over games of all lengths. */
import type { Room } from '@understudy/contract';
import { mix } from '@understudy/sim-devices';
import fc from 'fast-check';
import { indexRoom } from '../monitors/room-index.ts';
import { SCENARIO_SCHEMA, type Scenario } from '../scenario/schema.ts';
import { pressesUnder } from './presses.ts';
import { actsArbitrary, faultsArbitrary, operatorsArbitrary } from './records.ts';
import { shapeArbitrary } from './shape.ts';
import { stopsBefore } from './stops.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

export interface GenerateOptions {
  /** Names of the faults to draw from; default: the whole catalogue. An empty list gives games without faults. */
  readonly faults?: readonly string[];
}

/**
 * Any scenario for the room: who plays, how long, what they and others do beside it, which faults at which rates. Each
 * draws its own subset, many of none at all: what is never left out hides what only happens without it.
 */
export function scenarioArbitrary(room: Room, options: GenerateOptions = {}): fc.Arbitrary<Scenario> {
  return arbitraryOf(vocabularyOf(indexRoom(room), options.faults));
}

/** The same over a vocabulary that is there already. */
export function arbitraryOf(vocabulary: Vocabulary): fc.Arbitrary<Scenario> {
  return fc
    .tuple(fc.integer({ min: 0, max: 0xffffffff }), shapeArbitrary(vocabulary.models, vocabulary.gameMs))
    .chain(([seed, { healAtMs, endMs, players }]) =>
      fc
        .tuple(
          actsArbitrary(vocabulary, healAtMs),
          operatorsArbitrary(vocabulary, healAtMs),
          faultsArbitrary(vocabulary.faults, healAtMs, players[0]?.model ?? ''),
        )
        .chain(([acts, operators, faults]) =>
          fc.tuple(pressesUnder(faults, vocabulary.buttons, healAtMs), stopsBefore(faults)).map(([presses, stops]) => {
            const all = [...players, ...faults, ...acts, ...presses, ...operators, ...stops];
            const plan = all.sort((one, other) => one.atMs - other.atMs);
            return { schema: SCENARIO_SCHEMA, room: vocabulary.room, seed, plan, healAtMs, endMs };
          }),
        ),
    );
}

/** The scenario of one game of a campaign: a function of the campaign's seed and the game's number. */
export function scenarioOf(arbitrary: fc.Arbitrary<Scenario>, seed: number, game: number): Scenario {
  const [scenario] = fc.sample(arbitrary, { seed: mix(seed, game) | 0, numRuns: 1, unbiased: true });
  if (scenario === undefined) throw new Error('fast-check: expected a scenario, saw none');
  return scenario;
}
