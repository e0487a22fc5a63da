export { always, type Formula, never, whenever } from './formula.ts';
export { above, and, below, heldFor, not, or, type Predicate, type Signal, signals, within } from './predicate.ts';
