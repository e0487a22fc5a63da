/** What a mutant's process is told, and what it answers. */
import type { Scenario } from '@understudy/scenarios';
import type { Mutant } from './build.ts';

/** Which games: those of a seed, with faults drawn from these, or from the whole catalogue. */
export interface Games {
  readonly seed: number;
  readonly faults: readonly string[] | undefined;
}
/** Plays games until one breaks an invariant. */
export interface HuntJob extends Games {
  readonly kind: 'hunt';
  readonly files: Mutant;
  /** First game, from 0. */
  readonly from: number;
  /** The game after the last. */
  readonly until: number;
}
/** Makes a plan that breaks the invariant of this number as small as can be. */
export interface ShrinkJob {
  readonly kind: 'shrink';
  readonly files: Mutant;
  readonly scenario: Scenario;
  readonly number: number;
}
/** Runs these plans, and says what each breaks. */
export interface ReplayJob {
  readonly kind: 'replay';
  readonly files: Mutant;
  readonly scenarios: readonly Scenario[];
}
/** Plays the first games of a campaign to the end, whatever they break. */
export interface SurveyJob extends Games {
  readonly kind: 'survey';
  readonly files: Mutant;
  readonly from: number;
  readonly games: number;
}
export type Job = HuntJob | ShrinkJob | ReplayJob | SurveyJob;

export interface Broken {
  readonly number: number;
  readonly invariant: string;
  readonly atUs: number;
  readonly detail: string;
}
export interface Found {
  /** From 0. */
  readonly game: number;
  readonly scenario: Scenario;
  readonly violation: Broken;
}
export interface Small {
  readonly minimised: Scenario;
  readonly shrinkRuns: number;
}
/** What a process says last. */
export type Final =
  | { readonly kind: 'hunted'; readonly found: Found | undefined }
  | { readonly kind: 'shrunk'; readonly small: Small }
  /** Violations of each plan or game, in order. */
  | { readonly kind: 'ran'; readonly broken: readonly (readonly Broken[])[] };
/** And on its way: one more game, or one more run of shrinking, is over. */
export type Answer = Final | { readonly kind: 'game'; readonly game: number };
