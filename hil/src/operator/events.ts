/** What happens in a run, in its order. */
import type { FlashProgress } from '../flash/types.ts';
import type { PlannedTest, SessionReport, TestResult } from '../suite/types.ts';
import type { RunRequest } from './types.ts';

export type OperatorEvent =
  | { readonly kind: 'scanned'; readonly request: RunRequest; readonly startedAt: string }
  | { readonly kind: 'flashing'; readonly progress: FlashProgress }
  | { readonly kind: 'flashed'; readonly buildHash: string }
  | { readonly kind: 'planned'; readonly tests: readonly Pick<PlannedTest, 'id' | 'suite' | 'title'>[] }
  | { readonly kind: 'test-started'; readonly id: string }
  | { readonly kind: 'test-ended'; readonly result: TestResult }
  | { readonly kind: 'ended'; readonly report: SessionReport }
  /** The run cannot go on: the bench, the flasher, this machine. */
  | { readonly kind: 'trouble'; readonly code: string; readonly message: string };
