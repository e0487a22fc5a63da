import type { PlayerDefinition } from '@understudy/contract';
import { hashText, mix, Xoshiro } from '@understudy/sim-devices';
import type { Player, PlayerView } from '@understudy/twin';
import { RuleRun } from './rule-run.ts';

/**
 * Plays by the rules of a `players/*.yaml`: from what is to be seen in the room, by working its props. Think times are
 * drawn from `seed`, each rule from a stream of its own, so that one rule's retries do not shift another's times. What is
 * done by one rule the others see at the next look.
 */
export class RulePlayer implements Player {
  readonly #runs: readonly RuleRun[];
  /** By plant: the rules that look at it. */
  readonly #watchers = new Map<string, RuleRun[]>();

  constructor(definition: PlayerDefinition, seed: number) {
    this.#runs = Object.entries(definition.rules).map(
      ([id, rule]) => new RuleRun(rule, new Xoshiro(mix(seed, hashText(id)))),
    );
    for (const run of this.#runs) {
      for (const plant of run.plants) {
        const watchers = this.#watchers.get(plant);
        if (watchers === undefined) this.#watchers.set(plant, [run]);
        else watchers.push(run);
      }
    }
  }

  changed(plant: string): void {
    for (const run of this.#watchers.get(plant) ?? []) run.isStirred = true;
  }

  look(atUs: number, view: PlayerView): number {
    let nextAtUs = Number.POSITIVE_INFINITY;
    for (const run of this.#runs) {
      if (run.isStirred || run.dueAtUs <= atUs) run.look(atUs, view);
      if (run.dueAtUs < nextAtUs) nextAtUs = run.dueAtUs;
    }
    return nextAtUs;
  }
}
