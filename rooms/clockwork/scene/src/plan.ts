/** The floor plan in metres. The entry door's threshold is the origin; x to the right, z towards the front, y up. */
export const PLAN = {
  /** Outer walls. */
  west: -3.5,
  east: 10.5,
  south: 0,
  north: -10,
  /** Between entry and clock hall, and between study and laboratory. */
  middle: 3.5,
  /** Between the front rooms and the back rooms. */
  cross: -5.2,
  height: 2.8,
  outerThickness: 0.18,
  innerThickness: 0.14,
} as const;
