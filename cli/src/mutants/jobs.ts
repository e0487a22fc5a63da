/** What a mutant's process is told, and what it answers. */
import type { Scenario } from '@understudy/scenarios';
import type { Mutant } from './build.ts';

export interface HuntJob {
  readonly kind: 'hunt';
  readonly files: Mutant;
  readonly seed: number;
  /** Games at most. */
  readonly games: number;
}
/** Runs these plans, and says what each breaks. */
export interface ReplayJob {
  readonly kind: 'replay';
  readonly files: Mutant;
  readonly scenarios: readonly Scenario[];
}
/** Plays the first games of a campaign to the end, whatever they break. */
export interface SurveyJob {
  readonly kind: 'survey';
  readonly files: Mutant;
  readonly seed: number;
  readonly from: number;
  readonly games: number;
}
export type Job = HuntJob | ReplayJob | SurveyJob;

export interface Broken {
  readonly number: number;
  readonly invariant: string;
  readonly atUs: number;
  readonly detail: string;
}
export interface Found {
  /** Games until then, the one that broke included. */
  readonly games: number;
  readonly violation: Broken;
  readonly records: number;
  readonly minimised: Scenario;
  readonly shrinkRuns: number;
}
export type Answer =
  /** One more game, or one more run of shrinking, is over. */
  | { readonly kind: 'game'; readonly game: number }
  | { readonly kind: 'shrinking'; readonly game: number; readonly violation: Broken }
  | { readonly kind: 'hunted'; readonly found: Found | undefined }
  /** Violations of each plan or game, in order. */
  | { readonly kind: 'ran'; readonly broken: readonly (readonly Broken[])[] };
