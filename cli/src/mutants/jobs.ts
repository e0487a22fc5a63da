/** What a mutant's process is told, and what it answers. */
import type { Scenario } from '@understudy/scenarios';

/** Which games: those of a seed, with faults drawn from these, or from the whole catalogue. */
export interface Games {
  readonly seed: number;
  readonly faults: readonly string[] | undefined;
}
/** Plays games until one breaks an invariant. */
export interface HuntJob extends Games {
  readonly kind: 'hunt';
  /** First game, from 0. */
  readonly from: number;
  /** The game after the last. */
  readonly until: number;
}
/** Makes a plan that breaks the invariant of this number as small as can be. */
export interface ShrinkJob {
  readonly kind: 'shrink';
  readonly scenario: Scenario;
  readonly number: number;
}
/** Runs this plan, and says what it breaks. */
export interface ReplayJob {
  readonly kind: 'replay';
  readonly scenario: Scenario;
}
/** Plays one game of a campaign to its end, whatever it breaks. */
export interface GameJob extends Games {
  readonly kind: 'game';
  /** From 0. */
  readonly game: number;
}
export type Job = HuntJob | ShrinkJob | ReplayJob | GameJob;

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
/** What a process says of a job at last. */
export type Final =
  | { readonly kind: 'hunted'; readonly found: Found | undefined }
  | { readonly kind: 'shrunk'; readonly small: Small }
  /** Violations of the plan or game, in order. */
  | { readonly kind: 'ran'; readonly broken: readonly Broken[] };
/** And on its way: one more game, or one more run of shrinking, is over. */
export type Answer = Final | { readonly kind: 'game'; readonly game: number };
