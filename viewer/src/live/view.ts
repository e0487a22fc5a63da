/** The live view as the page holds it: the flat map of seams section 4, sorted into groups by the part before the slash. */

export interface SafetyView {
  readonly kind: string;
  readonly reason_code?: string;
  readonly latched?: boolean;
}
export interface EngineView {
  readonly phase: 'idle' | 'running' | 'paused' | 'finished';
  readonly outcome?: string;
  readonly dispatchEnabled: boolean;
  readonly pausedReason?: string;
  readonly roomSafety: SafetyView;
  readonly epoch: number;
  readonly graphVersion: string;
  readonly dryRun: boolean;
}
/** `elapsedMs` was true at engine time `atMs`. */
export interface TimerView {
  readonly elapsedMs: number;
  readonly limitMs: number;
  readonly running: boolean;
  readonly atMs: number;
}
export interface NodeView {
  readonly state: 'active' | 'done' | 'paused' | 'skipped';
  readonly sinceMs: number;
  readonly reason?: string;
}
export interface ObjectiveView {
  readonly state: 'locked' | 'active' | 'solved' | 'skipped';
  readonly startedMs?: number;
  readonly solvedMs?: number;
  readonly hints: readonly string[];
}
export interface DeviceView {
  readonly presence: string;
  readonly safety: SafetyView;
  readonly state: Readonly<Record<string, unknown>>;
  readonly owner?: string;
}
export interface ControllerView {
  readonly presence: string;
  readonly firmwareVersion?: string;
  readonly bootCount?: number;
  readonly contractHash?: string;
}
export interface CommandView {
  readonly device: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly layer: string;
  readonly status: string;
  readonly reason?: string;
  readonly issuedMs: number;
  readonly endedMs?: number;
  readonly attempts: number;
}
export interface FaultView {
  readonly kind: string;
  readonly severity: string;
  readonly message: string;
  readonly atMs: number;
}
/** A reset that is pending, was refused, or is being carried out. */
export interface ResetView {
  readonly token?: string;
  readonly requestedBy?: string;
  readonly resetting?: boolean;
  readonly confirmedBy?: string;
  readonly blockers: readonly string[];
}
/** The last request of an operator that the engine did not take. */
export interface RefusalView {
  readonly by: string;
  readonly action: string;
  readonly reason: string;
  readonly atMs: number;
}
export interface RunView {
  readonly binding: string;
  readonly speed: number;
  readonly paused: boolean;
  readonly nowMs: number;
}
/** A plant's truth: numbers, booleans and words. */
export type Truth = Readonly<Record<string, unknown>>;

/** Entries with an id, by the part of the key before the slash. */
export interface Groups {
  readonly node: Readonly<Record<string, NodeView>>;
  readonly objective: Readonly<Record<string, ObjectiveView>>;
  readonly device: Readonly<Record<string, DeviceView>>;
  readonly controller: Readonly<Record<string, ControllerView>>;
  readonly command: Readonly<Record<string, CommandView>>;
  readonly fault: Readonly<Record<string, FaultView>>;
  readonly plant: Readonly<Record<string, Truth>>;
}
/** Entries that exist once; absent until the server has sent them. */
export interface Singles {
  readonly engine: EngineView | undefined;
  readonly timer: TimerView | undefined;
  readonly reset: ResetView | undefined;
  readonly refusal: RefusalView | undefined;
  readonly run: RunView | undefined;
}
export interface LiveView extends Groups, Singles {
  /** Number of the last message taken; -1 before the first snapshot. */
  readonly seq: number;
}

export const GROUP_NAMES = ['node', 'objective', 'device', 'controller', 'command', 'fault', 'plant'] as const;
export const SINGLE_NAMES = ['engine', 'timer', 'reset', 'refusal', 'run'] as const;

export const EMPTY_VIEW: LiveView = {
  seq: -1,
  engine: undefined,
  timer: undefined,
  reset: undefined,
  refusal: undefined,
  run: undefined,
  node: {},
  objective: {},
  device: {},
  controller: {},
  command: {},
  fault: {},
  plant: {},
};
