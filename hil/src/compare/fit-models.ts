/** What edges on a plant's pins tell of its parameters, by its model. */

export interface EdgeAt {
  readonly atUs: number;
  readonly value: number;
}
/** Edges of a plant's pins, by the role in its model. */
export type Roles = (role: string) => readonly EdgeAt[];
export type Params = Readonly<Record<string, number>>;
/** Samples in ms or in steps, by parameter. */
export type Fit = (roles: Roles, params: Params) => Readonly<Record<string, readonly number[]>>;

const US_A_MS = 1000;
/** Contacts that bounce do so for less. */
const BOUNCE_MS = 100;
/** A generator that moves is told more often. */
const TOLD_US = 20_000;

interface Pair {
  readonly from: EdgeAt;
  readonly to: EdgeAt;
}

/** Each `from` with the first `to` after it and before the next `from`. */
function pairs(from: readonly EdgeAt[], to: readonly EdgeAt[]): Pair[] {
  return from.flatMap((edge, index) => {
    const untilUs = from[index + 1]?.atUs ?? Number.POSITIVE_INFINITY;
    const next = to.find(({ atUs }) => atUs > edge.atUs && atUs < untilUs);
    return next === undefined ? [] : [{ from: edge, to: next }];
  });
}
const spansMs = (from: readonly EdgeAt[], to: readonly EdgeAt[]): number[] =>
  pairs(from, to).map((pair) => (pair.to.atUs - pair.from.atUs) / US_A_MS);
const at = (edges: readonly EdgeAt[], level: number): readonly EdgeAt[] => edges.filter(({ value }) => value === level);

/** From one contact's leaving to the other's reaching lies the stroke without both windows. */
const linear: Fit = (roles, params) => {
  const { contactLevel = 0, contactWindow = 0.01 } = params;
  const stroke = 1 - 2 * contactWindow;
  const ways = [
    spansMs(at(roles('low'), 1 - contactLevel), at(roles('high'), contactLevel)),
    spansMs(at(roles('high'), 1 - contactLevel), at(roles('low'), contactLevel)),
  ];
  return { travelMs: ways.flat().map((ms) => ms / stroke) };
};

const maglock: Fit = (roles, params) => {
  const { heldLevel = 1, energisedHolds = 1 } = params;
  const coil = roles('coil');
  const sense = roles('sense');
  const [held, free] = [at(sense, heldLevel), at(sense, 1 - heldLevel)];
  return {
    releaseMs: spansMs(at(coil, 0), energisedHolds === 1 ? free : held),
    pullInMs: spansMs(at(coil, 1), energisedHolds === 1 ? held : free),
  };
};

/** Where a generator stood: between two tellings of one motion it went evenly. */
function stepsAt(told: readonly EdgeAt[], atUs: number): number {
  const next = told.findIndex((edge) => edge.atUs >= atUs);
  const [before, after] = [told[(next < 0 ? told.length : next) - 1], told[next]];
  if (before === undefined || after === undefined) return (before ?? after)?.value ?? 0;
  const spanUs = after.atUs - before.atUs;
  if (spanUs > TOLD_US) return before.value;
  return before.value + ((after.value - before.value) * (atUs - before.atUs)) / spanUs;
}

/**
 * A switch closes at its trip point and opens its window inside of it, so each way is the travel without one window. The window
 * is the twin's: what a mass overruns a switch by, with its generator at rest already, looks the same as a wider one.
 */
const travel: Fit = (roles, params) => {
  const { activeLevel = 0, windowSteps = 0 } = params;
  const axis = (step: string, lowRole: string, highRole: string): number[] => {
    const told = roles(step);
    const [low, high] = [roles(lowRole), roles(highRole)];
    const ways = [
      ...pairs(at(low, 1 - activeLevel), at(high, activeLevel)),
      ...pairs(at(high, 1 - activeLevel), at(low, activeLevel)),
    ];
    return ways.map(({ from, to }) => Math.abs(stepsAt(told, to.atUs) - stepsAt(told, from.atUs)) + windowSteps);
  };
  return { travelSteps: [...axis('step', 'low', 'high'), ...axis('step2', 'low2', 'high2')] };
};

/** From the first edge of a group to the last: edges further apart than any bounce begin another group. */
const bouncing =
  (role: string): Fit =>
  (roles) => {
    const spans: number[] = [];
    let first = Number.NEGATIVE_INFINITY;
    let last = first;
    for (const { atUs } of roles(role)) {
      if (atUs - last > BOUNCE_MS * US_A_MS) {
        if (last > first) spans.push((last - first) / US_A_MS);
        first = atUs;
      }
      last = atUs;
    }
    if (last > first) spans.push((last - first) / US_A_MS);
    return { bounceMs: spans };
  };

/** Models whose times or steps show in edges. */
export const FITS: Readonly<Record<string, Fit>> = {
  linear,
  maglock,
  travel,
  button: bouncing('out'),
  switch: bouncing('out'),
};
