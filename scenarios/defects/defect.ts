/**
 * A planted defect: what a tired engineer could have written, as a change to the text of a source or of a room's file.
 * It is applied only while a mutant is built, so no product that is built from the sources can contain it (ADR 0020).
 */
export const PLACES = ['engine', 'firmware', 'network', 'world', 'room'] as const;
export type Place = (typeof PLACES)[number];

/** Replaces `from`, which must stand in the file exactly once. */
export interface TextPatch {
  /** Path from the repository's root, with forward slashes. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Defect {
  /** Kebab-case, stable. */
  readonly id: string;
  readonly where: Place;
  /** One sentence: what is wrong. */
  readonly title: string;
  readonly patches: readonly TextPatch[];
  /** Number of the invariant that should see it. For people: any violation counts. */
  readonly expected: number;
  /** Faults that its games draw from, by name; default: the whole catalogue, as in any campaign. */
  readonly faults?: readonly string[];
  /** Within so many random games it must be caught, 1 to 50. */
  readonly games: number;
}
