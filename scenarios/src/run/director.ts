/** Brings the records of a plan into a running session at their instants, heals in the end, and lets the room converge. */
import { DEFAULTS } from '@understudy/contract';
import type { OperatorRequest } from '@understudy/core';
import { mix } from '@understudy/sim-devices';
import type { VirtualSession } from '@understudy/twin';
import { excusesOf, type FaultKind } from '../faults/fault-kind.ts';
import { findOperation, type RoomIndex } from '../monitors/room-index.ts';
import type { Watch } from '../monitors/watch.ts';
import { GAMEMASTER } from '../players/create-player.ts';
import type { OperatorRecord, PlanRecord, Scenario } from '../scenario/schema.ts';
import { FaultCast, type FaultEvent, type FaultEvidence } from './fault-cast.ts';
import { Gamemaster } from './gamemaster.ts';
import { putRoomRight } from './heal.ts';
import { OperatorConsole } from './operator-console.ts';

const MS_US = 1000;
const NEVER_US = Number.POSITIVE_INFINITY;
const STAFF_SALT = 0x73746166;
/** Within this the healed room converges (invariant 30). */
export const CONVERGE_US = 30_000_000;

/** Of commands, in the live view. */
const OPEN = new Set(['SENT', 'ACCEPTED', 'INDETERMINATE']);
/** All tries of a command. */
const ACCEPTANCE_MS = DEFAULTS.ackTimeoutMs * (DEFAULTS.retriesBeforeAccepted + 1);

/** A command in the engine's live view. */
interface ShownCommand {
  readonly device: string;
  readonly status: string;
  readonly issuedMs: number;
  readonly parameters: { readonly op: string };
}

export class Director {
  readonly faults: FaultCast;
  readonly #session: VirtualSession;
  readonly #scenario: Scenario;
  readonly #watch: Watch;
  readonly #records: readonly PlanRecord[];
  #next = 0;
  /** The engine's last recovery that the watch was told of. */
  #recovery: unknown;
  #healAtUs: number;
  /** Somebody pauses the game timer: only then is it looked at. */
  readonly #showsTimer: boolean;
  /** The run goes on at least until then, also when the game is over. */
  #stayUntilUs: number;
  /** 30 s after everything was healed. */
  #convergedAtUs = NEVER_US;
  readonly #index: RoomIndex;
  readonly #staff: readonly Gamemaster[];
  /** Devices of which somebody has asked something by hand. */
  readonly #byHand = new Set<string>();

  constructor(
    session: VirtualSession,
    index: RoomIndex,
    scenario: Scenario,
    watch: Watch,
    onFault?: (event: FaultEvent) => void,
  ) {
    this.#session = session;
    this.#scenario = scenario;
    this.#watch = watch;
    this.#records = scenario.plan.filter(({ kind }) => kind !== 'player').sort((one, other) => one.atMs - other.atMs);
    this.#healAtUs = scenario.healAtMs === undefined ? NEVER_US : scenario.healAtMs * MS_US;
    this.#stayUntilUs = scenario.healAtMs === undefined ? 0 : this.#healAtUs + CONVERGE_US;
    this.#showsTimer = scenario.plan.some(
      (record) => record.kind === 'operator' && record.request.action === 'PAUSE_TIMER',
    );
    const tell = (kind: 'injected' | 'healed') => (atUs: number, fault: FaultKind, target: string) => {
      watch.tell({ kind, atUs, fault: fault.name, target, excuses: excusesOf(fault, target) });
      onFault?.({ phase: kind, atUs, fault: fault.name, target });
    };
    this.faults = new FaultCast(session, index, scenario.seed, { injected: tell('injected'), healed: tell('healed') });
    this.#index = index;
    const desk = new OperatorConsole(session, index.room);
    this.#staff = scenario.plan.flatMap((record, place) => {
      if (record.kind !== 'player' || record.model !== GAMEMASTER) return [];
      const { atMs, untilMs = NEVER_US } = record;
      const shift = { fromUs: atMs * MS_US, untilUs: untilMs * MS_US, seed: mix(scenario.seed, STAFF_SALT + place) };
      return [new Gamemaster(desk, this.#byHand, this.faults, shift)];
    });
  }

  run(): void {
    const session = this.#session;
    for (;;) {
      const endUs = Math.max(this.#scenario.endMs * MS_US, this.#stayUntilUs);
      if (session.nowUs >= endUs) break;
      const stopUs = Math.min(endUs, this.#recordAtUs(), this.faults.nextAtUs, this.#staffAtUs(), this.#healAtUs);
      session.advanceTo(stopUs);
      if (session.outcome !== undefined && session.nowUs >= this.#stayUntilUs) break;
      if (session.nowUs < stopUs) continue;
      if (this.#showsTimer) this.#tellTimer();
      this.#tellRecovery();
      this.faults.due(session.nowUs);
      this.#takeRecords();
      for (const one of this.#staff) if (one.nextAtUs <= session.nowUs) one.look(session.nowUs, session.process.up);
      if (this.#healAtUs <= session.nowUs) this.#heal();
    }
    this.faults.healAll(session.nowUs);
    this.#tellRecovery();
    if (this.#convergedAtUs <= session.nowUs) this.#tellPending();
  }

  /** Somebody asks something of the engine: of the plan, of a fault, or at the console. */
  heard(request: OperatorRequest): void {
    if (request.action === 'DISPATCH') this.#byHand.add(request.device);
  }

  /** What each fault of the plan left behind. One whose instant never came, because the game was over, left nothing. */
  evidence(): FaultEvidence[] {
    const unbegun = this.#records.slice(this.#next).filter((record) => record.kind === 'fault');
    return [
      ...this.faults.evidence(),
      ...unbegun.map(({ fault, target, atMs }) => ({ fault, target, atMs, fired: 0 })),
    ];
  }

  #recordAtUs(): number {
    const record = this.#records[this.#next];
    return record === undefined ? NEVER_US : record.atMs * MS_US;
  }

  #staffAtUs(): number {
    let next = NEVER_US;
    for (const { nextAtUs } of this.#staff) next = Math.min(next, nextAtUs);
    return next;
  }

  #takeRecords(): void {
    while (this.#recordAtUs() <= this.#session.nowUs) {
      const record = this.#records[this.#next];
      this.#next += 1;
      if (record?.kind === 'act') this.#session.act(record.plant, record.action, record.value);
      else if (record?.kind === 'operator') this.#ask(record);
      else if (record?.kind === 'fault') this.faults.begin(record);
    }
  }

  #ask({ by, request }: OperatorRecord): void {
    const session = this.#session;
    if (request.action === 'CONFIRM_SAFETY_RESET') {
      const reset = session.engine.entry('reset') as { token?: string } | null;
      session.operator(by, { action: request.action, token: reset?.token ?? '' });
    } else {
      session.operator(by, request as OperatorRequest);
    }
  }

  /** How the game timer stands before anything is done at this instant. */
  #tellTimer(): void {
    const { elapsedMs, running } = this.#session.engine.entry('timer') as { elapsedMs: number; running: boolean };
    this.#watch.tell({ kind: 'timer', atUs: this.#session.nowUs, elapsedMs, running });
  }

  /** An engine has gone on from what a dead one left on its disk. */
  #tellRecovery(): void {
    const { process, nowUs } = this.#session;
    if (process.recovery === undefined || process.recovery === this.#recovery) return;
    this.#recovery = process.recovery;
    this.#watch.tell({ kind: 'restored', atUs: nowUs, ...process.recovery });
  }

  /** What the engine still waits for when everything has been sound for 30 s, but for motions that take longer. */
  #tellPending(): void {
    const commands: string[] = [];
    for (const [key, value] of this.#session.engine.view()) {
      if (!key.startsWith('command/')) continue;
      const { device, status, issuedMs, parameters } = value as ShownCommand;
      if (!OPEN.has(status) || issuedMs * MS_US > this.#convergedAtUs - CONVERGE_US) continue;
      const { completionMs = 0 } = findOperation(this.#index, device, parameters.op)?.operation ?? {};
      const dueUs = (issuedMs + ACCEPTANCE_MS + completionMs) * MS_US;
      if (status !== 'ACCEPTED' || dueUs <= this.#session.nowUs) commands.push(`${device}: ${status}`);
    }
    this.#watch.tell({ kind: 'pending', atUs: this.#session.nowUs, commands });
  }

  #heal(): void {
    this.#healAtUs = NEVER_US;
    this.faults.healAll(this.#session.nowUs);
    putRoomRight(this.#session, this.#index);
    this.#stayUntilUs = this.#session.nowUs + CONVERGE_US;
    this.#convergedAtUs = this.#stayUntilUs;
    this.#watch.tell({ kind: 'converge', atUs: this.#session.nowUs });
  }
}
