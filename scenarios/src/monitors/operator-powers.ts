import { signals, whenever } from '../logic/index.ts';
import { Disturbance } from './disturbance.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

const QUIET_US = 30_000_000;
const STOP_MS = 1000;
/** What the engine may answer while a game is under way; for all else it has no reason. */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  HINT: ['ALREADY_SOLVED', 'NO_MORE_HINTS', 'UNKNOWN_ID'],
  SKIP_OBJECTIVE: ['ALREADY_SOLVED', 'UNKNOWN_ID'],
  STOP_GRAPH: [],
  ESTOP: [],
};
const SIGNALS = signals({ asked: false, stopped: true });

/** 27: while a game is under way a person has hint, skip, stop and reset. */
export class OperatorPowers extends TemporalInvariant {
  readonly number = 27;
  readonly title = 'Hint, skip, stop and reset are there in every state of a game';
  readonly hears = ['operator', 'status', 'fault', 'injected', 'healed'] as const;
  readonly #disturbance = new Disturbance('network', 'engine', 'security');
  readonly #stop: Instance;
  #status: EventOf<'status'> | undefined;
  /** A person has asked for the end of the game, and no status since shows whether it came. */
  #isStopping = false;
  /** A reset was refused as needless, though the last status showed a latch: the status of that very step tells. */
  #blind: string | undefined;

  constructor() {
    super();
    const formula = whenever(SIGNALS.asked).eventually(SIGNALS.stopped, STOP_MS);
    this.#stop = this.watch('stop', formula, SIGNALS, 0, () => `STOP_GRAPH had not ended the game ${STOP_MS} ms later`);
  }

  protected hear(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind === 'status') {
      // An engine that has been replaced and does not know it still gives its account.
      if (event.epoch < (this.#status?.epoch ?? 0)) return;
      this.#status = event;
      this.#isStopping = false;
      if (this.#blind !== undefined && event.latched) this.breach(event.atUs, this.#blind);
      this.#blind = undefined;
      this.#stop.set(event.atUs, SIGNALS.stopped, event.activeNodes.length === 0);
      if (event.activeNodes.length === 0) this.#stop.set(event.atUs, SIGNALS.asked, false);
    } else if (event.kind === 'operator') {
      const isQuiet = this.#disturbance.quietSince(event.atUs - QUIET_US);
      if (event.action === 'STOP_GRAPH') this.#isStopping = true;
      if (event.action === 'STOP_GRAPH' && isQuiet) this.#stop.set(event.atUs, SIGNALS.asked, true);
    } else if (event.kind === 'fault' && event.faultKind === 'REQUEST_REFUSED') {
      this.#onRefused(event);
    }
  }

  #onRefused({ atUs, details: { action, by, reason } }: EventOf<'fault'>): void {
    const status = this.#status;
    if (status === undefined || status.activeNodes.length === 0 || this.#isStopping) return;
    const allowed = REASONS[String(action)];
    const isNeedless = allowed !== undefined && !allowed.includes(String(reason));
    const message = `${String(action)} of ${String(by)} was refused: ${String(reason)}`;
    if (isNeedless) this.breach(atUs, message);
    if (action === 'REQUEST_SAFETY_RESET' && reason === 'NOT_LATCHED' && status.latched) this.#blind = message;
  }
}
