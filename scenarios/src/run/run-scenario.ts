/** Runs one scenario in virtual time: the plan's records at their instants, every invariant watched, faults healed in the end. */
import type { Room } from '@understudy/contract';
import type { CreateEngine } from '@understudy/core';
import type { FirmwareModule } from '@understudy/sim-devices';
import { type Monitor, type VirtualEvent, VirtualSession } from '@understudy/twin';
import { firmwareSet } from '../game.ts';
import { invariantsFor } from '../monitors/invariants-for.ts';
import { indexRoom } from '../monitors/room-index.ts';
import { Watch } from '../monitors/watch.ts';
import type { ActRecord, PlanRecord, PlayerRecord, Scenario } from '../scenario/schema.ts';
import { Director } from './director.ts';
import { MonitorChain } from './monitor-chain.ts';
import { PlayerCast } from './player-cast.ts';
import type { ScenarioReport } from './report.ts';

export interface RunOptions {
  /** Watch beside the invariants: recorders, coverage. */
  readonly monitors?: readonly Monitor[];
  /** The engine to run; default: the production engine. */
  readonly createEngine?: CreateEngine;
  /** Hears acts, operators' requests and, with `observe`, every entry of the live view. */
  readonly onEvent?: (event: VirtualEvent) => void;
  readonly observe?: boolean;
}

/**
 * @throws RangeError for a player or fault that the room or catalogue does not know (`checkScenario` finds them beforehand)
 * @throws TableError when a controller's definition does not compile
 */
export function runScenario(
  room: Room,
  module: FirmwareModule,
  scenario: Scenario,
  options: RunOptions = {},
): ScenarioReport {
  const watch = new Watch(invariantsFor(room));
  const acts: ActRecord[] = [];
  const session = new VirtualSession(room, firmwareSet(room, module, scenario.seed), {
    seed: scenario.seed,
    player: new PlayerCast(room, scenario.plan.filter(isPlayer), scenario.seed),
    monitor: new MonitorChain([watch, ...(options.monitors ?? [])]),
    ...(options.createEngine !== undefined && { createEngine: options.createEngine }),
    observe: options.observe ?? false,
    onEvent: (event) => {
      if (event.kind === 'act' && event.result.ok) acts.push(toRecord(event));
      options.onEvent?.(event);
    },
  });
  const director = new Director(session, indexRoom(room), scenario, watch);
  director.run();
  const violations = watch.finish(session.nowUs);
  const evidence = director.faults.evidence();
  const isInvalid = evidence.some(({ fired }) => fired === 0);
  const started = session.startedAtUs !== Number.POSITIVE_INFINITY;
  return {
    verdict: violations.length > 0 ? 'failed' : isInvalid ? 'invalid' : 'passed',
    outcome: started ? (session.outcome ?? 'unfinished') : 'not_started',
    gameSeconds: started ? (session.nowUs - session.startedAtUs) / 1_000_000 : 0,
    endUs: session.nowUs,
    events: session.events,
    commands: session.commands.length,
    hash: session.hash(),
    violations,
    evidence,
    acts,
    slackMs: {},
    coverage: [],
    rollingHash: director.rollingHash,
  };
}

function isPlayer(record: PlanRecord): record is PlayerRecord {
  return record.kind === 'player';
}

function toRecord({ atUs, plant, action, value }: Extract<VirtualEvent, { kind: 'act' }>): ActRecord {
  return { kind: 'act', atMs: Math.round(atUs / 1000), plant, action, ...(value !== undefined && { value }) };
}
