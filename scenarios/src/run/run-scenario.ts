/** Runs one scenario in virtual time: the plan's records at their instants, every invariant watched, faults healed in the end. */
import type { Room } from '@understudy/contract';
import type { CreateEngine } from '@understudy/core';
import type { FirmwareModule } from '@understudy/sim-devices';
import { type Monitor, type Violation, type VirtualEvent, VirtualSession } from '@understudy/twin';
import { developmentKey } from '../game.ts';
import { invariantsFor } from '../monitors/invariants-for.ts';
import { Watch } from '../monitors/watch.ts';
import type { ActRecord, PlanRecord, PlayerRecord, Scenario } from '../scenario/schema.ts';
import type { Collector } from './collector.ts';
import { Director } from './director.ts';
import { EventMarks } from './event-marks.ts';
import type { FaultEvent } from './fault-cast.ts';
import { MonitorChain } from './monitor-chain.ts';
import { PlayerCast } from './player-cast.ts';
import { type PreparedRoom, prepareRoom } from './prepared-room.ts';
import type { ScenarioReport } from './report.ts';

export interface RunOptions {
  /** Watch beside the invariants: recorders. */
  readonly monitors?: readonly Monitor[];
  /** Made for this run: what it has reached goes into the report's `coverage`. */
  readonly collector?: Collector;
  /** The engine to run; default: the production engine. */
  readonly createEngine?: CreateEngine;
  /** Hears acts, operators' requests and, with `observe`, every entry of the live view. */
  readonly onEvent?: (event: VirtualEvent) => void;
  readonly observe?: boolean;
  /** Hears of faults as they come and go. */
  readonly onFault?: (event: FaultEvent) => void;
  /** Sees the session before its first instant: recorders read the room from it. Must only look. */
  readonly onSession?: (session: VirtualSession) => void;
  /** After every instant at which something was done. Must only look. */
  readonly onInstant?: (session: VirtualSession) => void;
}

/**
 * The scenario fits the room (`readScenario` sees to it).
 * @throws RangeError for a player that the room does not know
 * @throws TableError when a controller's definition does not compile
 */
export function runScenario(
  room: Room,
  module: FirmwareModule,
  scenario: Scenario,
  options: RunOptions = {},
): ScenarioReport {
  return runPrepared(prepareRoom(room, module), scenario, options);
}

/** The same with a room prepared once, for who runs many. */
export function runPrepared(prepared: PreparedRoom, scenario: Scenario, options: RunOptions = {}): ScenarioReport {
  const { room, module, tables, index, law } = prepared;
  const { seed, plan } = scenario;
  const { collector, createEngine } = options;
  const watch = new Watch(invariantsFor(law.room, law));
  const marks = new EventMarks();
  const acts: ActRecord[] = [];
  const beside = [...(collector === undefined ? [] : [collector.monitor]), ...(options.monitors ?? [])];
  const session: VirtualSession = new VirtualSession(
    room,
    { module, tables, key: developmentKey(seed) },
    {
      seed,
      player: new PlayerCast(room, plan.filter(isPlayer), seed),
      monitor: beside.length === 0 ? watch : new MonitorChain([watch, ...beside]),
      ...(createEngine !== undefined && { createEngine }),
      ...(collector?.probe !== undefined && { probe: collector.probe }),
      observe: options.observe ?? false,
      onInstant: () => {
        if (marks.look(session)) checkPace(session);
        options.onInstant?.(session);
      },
      onEvent: (event) => {
        if (event.kind === 'act' && event.result.ok) acts.push(toRecord(event));
        if (event.kind === 'operator') director.heard(event.request);
        collector?.onEvent?.(event);
        options.onEvent?.(event);
      },
    },
  );
  options.onSession?.(session);
  const director: Director = new Director(session, index, scenario, watch, (event) => {
    collector?.onFault?.(event);
    options.onFault?.(event);
  });
  const crash = runToEnd(director, session);
  const violations = [...watch.finish(session.nowUs), ...crash];
  const evidence = director.evidence();
  const isInvalid = evidence.some(({ fired }) => fired === 0);
  return {
    verdict: violations.length > 0 ? 'failed' : isInvalid ? 'invalid' : 'passed',
    ...lengthOf(session),
    events: session.events,
    commands: session.commands.length,
    hash: session.hash(),
    violations,
    evidence,
    acts,
    slackMs: watch.slackMs(),
    coverage: collector?.reached() ?? [],
    rollingHash: marks.marks,
  };
}

/** Events that a run may have beyond its pace: boots, storms. */
const EVENTS_AT_ONCE = 1_000_000;
/** Some fifteen times what a room of 35 controllers has while it is played. */
const EVENTS_A_SECOND = 1500;

/** A run that goes round in a circle would fill the memory and never end. @throws Error that becomes violation 0 */
function checkPace({ events, nowUs }: VirtualSession): void {
  const most = EVENTS_AT_ONCE + (nowUs / 1_000_000) * EVENTS_A_SECOND;
  if (events > most) throw new Error(`expected at most ${Math.round(most)} events by now, saw ${events}: a circle`);
}

/** A program that stops with an error has broken more than any invariant: it is told of as one more, with number 0. */
function runToEnd(director: Director, session: VirtualSession): Violation[] {
  try {
    director.run();
    return [];
  } catch (error) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return [{ number: 0, invariant: '0 The program does not stop with an error', atUs: session.nowUs, detail }];
  }
}

function lengthOf({ startedAtUs, nowUs, outcome }: VirtualSession) {
  const started = startedAtUs !== Number.POSITIVE_INFINITY;
  return {
    outcome: started ? (outcome ?? 'unfinished') : 'not_started',
    gameSeconds: started ? (nowUs - startedAtUs) / 1_000_000 : 0,
    endUs: nowUs,
  } as const;
}

function isPlayer(record: PlanRecord): record is PlayerRecord {
  return record.kind === 'player';
}

function toRecord({ atUs, plant, action, value }: Extract<VirtualEvent, { kind: 'act' }>): ActRecord {
  return { kind: 'act', atMs: Math.round(atUs / 1000), plant, action, ...(value !== undefined && { value }) };
}
