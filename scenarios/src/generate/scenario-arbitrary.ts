/** Scenarios for a room, as fast-check draws them: swarms of acts, requests and faults over games of all lengths. */
import type { Room } from '@understudy/contract';
import { mix } from '@understudy/sim-devices';
import fc from 'fast-check';
import { indexRoom } from '../monitors/room-index.ts';
import { GAMEMASTER } from '../players/create-player.ts';
import { type PlayerRecord, SCENARIO_SCHEMA, type Scenario } from '../scenario/schema.ts';
import { occasionsFor, outlastLatches } from './occasions.ts';
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
          faultsArbitrary(vocabulary.faults, healAtMs, players[0]?.model ?? '').map((faults) =>
            outlastLatches(vocabulary, faults, healAtMs),
          ),
        )
        .chain(([acts, operators, faults]) =>
          fc
            .tuple(
              pressesUnder(faults, vocabulary.buttons, healAtMs),
              stopsBefore(faults),
              occasionsFor(vocabulary, faults),
              fc.integer({ min: 0, max: 1 }),
            )
            .map(([presses, stops, occasions, lot]) => {
              // Without faults nothing waits for its occasion: half of these games have nobody who puts the room right.
              const staff = faults.length > 0 || lot === 0 ? [gamemaster(healAtMs)] : [];
              const all = [...players, ...staff, ...faults, ...acts, ...presses, ...operators, ...stops, ...occasions];
              const plan = all.sort((one, other) => one.atMs - other.atMs);
              return { schema: SCENARIO_SCHEMA, room: vocabulary.room, seed, plan, healAtMs, endMs };
            }),
        ),
    );
}

/** Until everything is put right: a game that goes on then has to do so by itself. */
function gamemaster(untilMs: number): PlayerRecord {
  return { kind: 'player', atMs: 0, model: GAMEMASTER, untilMs };
}

/** The scenario of one game of a campaign: a function of the campaign's seed and the game's number. */
export function scenarioOf(arbitrary: fc.Arbitrary<Scenario>, seed: number, game: number): Scenario {
  const [scenario] = fc.sample(arbitrary, { seed: mix(seed, game) | 0, numRuns: 1, unbiased: true });
  if (scenario === undefined) throw new Error('fast-check: expected a scenario, saw none');
  return scenario;
}
