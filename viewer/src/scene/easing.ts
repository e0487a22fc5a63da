/** Values that glide to their targets between two messages of the server. Outside React: the frame loop drives them. */

/** Time constant of the glide in s: twice the server's shortest interval, so that steady motion looks steady. */
const GLIDE_S = 0.09;
/** A glide that is this close (part of the way it had to go, at least 1e-5) has arrived. */
const CLOSE = 0.002;

export interface Glide {
  value: number;
  target: number;
  span: number;
}

/** A glide that rests at `value`. */
export function restAt(value: number): Glide {
  return { value, target: value, span: 0 };
}

/** Aims at a new target. `jump`: be there at once (the first value, or after a connection was made again). */
export function aim(glide: Glide, target: number, jump: boolean): boolean {
  if (jump) {
    const moved = glide.value !== target;
    glide.value = target;
    glide.target = target;
    glide.span = 0;
    return moved;
  }
  if (target === glide.target) return false;
  glide.target = target;
  glide.span = Math.abs(target - glide.value);
  return true;
}

/** Goes on for `deltaS` seconds; true while it has not arrived. */
export function advance(glide: Glide, deltaS: number): boolean {
  const rest = glide.target - glide.value;
  if (rest === 0) return false;
  glide.value += rest * (1 - Math.exp(-deltaS / GLIDE_S));
  if (Math.abs(glide.target - glide.value) <= Math.max(1e-5, glide.span * CLOSE)) glide.value = glide.target;
  return glide.value !== glide.target;
}
