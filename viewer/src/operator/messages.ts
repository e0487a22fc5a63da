/**
 * What the bench program sends, as `hil/src/operator/types.ts` and `cli/src/hil-serve/feed.ts` have it; a test compares the two.
 * The page may not import them: it knows its server over the wire alone.
 */
import { isRecord } from '../live/messages.ts';

export type Phase = 'idle' | 'scanning' | 'flashing' | 'testing' | 'passed' | 'failed' | 'error';
export type Steps = 'both' | 'test' | 'flash';
export type Status = 'passed' | 'failed' | 'error' | 'blocked' | 'skipped' | 'filtered' | 'invalid';
export type Platform = 'wasm' | 'qemu-m7' | 'teensy41' | 'esp32';
export type VerdictKind = 'pass' | 'flashed' | 'fail' | 'time-out' | 'bench' | 'stopped';
export type FlashPhase = 'identify' | 'enter' | 'write' | 'verify' | 'reboot' | 'prove';

export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: 'us' | 'ms' | 's' | 'ppm' | 'count' | 'raw' | '%';
  readonly low?: number;
  readonly high?: number;
  readonly uncertainty?: number;
  readonly verdict: 'within' | 'marginal' | 'outside';
}

export interface TestRow {
  readonly id: string;
  readonly suite: 'conformance' | 'timing' | 'safety' | 'scenario' | 'bench';
  readonly title: string;
  readonly status: Status | 'waiting' | 'running';
  readonly code?: string;
  readonly message?: string;
  readonly durationMs?: number;
  readonly measurements: readonly Measurement[];
}

export interface Verdict {
  readonly kind: VerdictKind;
  readonly code?: string;
  readonly message?: string;
  readonly test?: string;
  readonly expected?: string;
  readonly seen?: string;
  readonly means?: string;
  readonly check: readonly string[];
  readonly others: number;
  readonly counts: Readonly<Partial<Record<Status, number>>>;
}

export interface RunRequest {
  readonly serial: string;
  readonly steps: Steps;
  readonly controller: string;
}

export interface BenchState {
  readonly phase: Phase;
  readonly run: number;
  readonly request?: RunRequest;
  readonly startedAt?: string;
  readonly flash?: { readonly phase: FlashPhase; readonly doneBytes: number; readonly totalBytes: number };
  readonly buildHash?: string;
  readonly tests: readonly TestRow[];
  readonly verdict?: Verdict;
}

export interface BenchView {
  readonly id: string;
  readonly title: string;
  readonly platform: Platform;
  readonly anySerial: boolean;
  readonly room: string;
  readonly controllers: readonly { readonly id: string; readonly title: string }[];
  readonly noFlash?: string;
  readonly state: BenchState;
}

export interface PinRow {
  readonly channel: number;
  readonly pin: number;
  readonly name: string;
  readonly direction: 'in' | 'out';
  readonly level?: number;
  readonly edges: number;
}

/** A controller on its bench as its room would show it. */
export interface MirrorView {
  readonly controller: string;
  readonly behindMs: number;
  readonly pace: number;
  /** As a snapshot of a room's live view has them: `plant/<id>`. */
  readonly entries: Readonly<Record<string, Readonly<Record<string, number | boolean>>>>;
  readonly unseen: readonly string[];
}

export type OperatorMessage =
  | { readonly type: 'states'; readonly benches: readonly BenchView[] }
  | { readonly type: 'pins'; readonly pins: Readonly<Record<string, readonly PinRow[]>> }
  | { readonly type: 'mirrors'; readonly mirrors: Readonly<Record<string, MirrorView>> };

/** Undefined for what is no message of the bench program: the connection is then made anew. */
export function parseOperatorMessage(text: string): OperatorMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  // The server of this page is of the same build; who it is shows in the outline.
  if (value.type === 'states' && Array.isArray(value.benches)) return value as unknown as OperatorMessage;
  if (value.type === 'pins' && isRecord(value.pins)) return value as unknown as OperatorMessage;
  if (value.type === 'mirrors' && isRecord(value.mirrors)) return value as unknown as OperatorMessage;
  return undefined;
}
