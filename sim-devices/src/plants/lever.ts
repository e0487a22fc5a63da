import { Bounce } from './bounce.ts';
import { Glide } from './glide.ts';
import { ACTED, type ActResult, Plant, type PlantSetting } from './plant.ts';

const SPRING_US = 1_000_000;

/** `lever`: throws in a finite time when nothing holds it, and its contact bounces at the end of the throw. */
export class Lever extends Plant {
  readonly truth: { position: number; pulled: boolean; blocked: boolean };
  readonly #glide: Glide;
  readonly #bounce: Bounce;
  #endAtUs = Number.POSITIVE_INFINITY;
  #springAtUs = Number.POSITIVE_INFINITY;

  constructor(setting: PlantSetting) {
    super(setting);
    const start = this.param('start');
    this.#glide = new Glide(start);
    this.#bounce = new Bounce(this.seed);
    this.truth = { position: start, pulled: start >= 0.5, blocked: false };
  }

  override start(atUs: number): void {
    this.truth.blocked = this.blocked;
    this.wiring.noise('out', this.param('noiseCounts'), this.seed);
    this.#drive(true, atUs);
  }

  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'pull') return super.act(action, value, atUs);
    if (this.blocked) return { ok: false, reason: 'BLOCKED', message: `${this.id} does not move: something holds it` };
    this.#go(value ?? 1, atUs);
    return ACTED;
  }

  override blockersChanged(_atUs: number): void {
    if (this.truth.blocked === this.blocked) return;
    this.truth.blocked = this.blocked;
    this.wiring.changed();
  }

  override run(atUs: number): void {
    if (this.#springAtUs <= atUs) this.#go(0, atUs);
    if (this.#endAtUs <= atUs) this.#arrive(atUs);
    if (this.#bounce.nextAtUs <= atUs) this.#drive(this.#bounce.run(atUs), atUs);
    this.#plan();
  }

  override refresh(atUs: number): void {
    this.truth.position = this.#glide.positionAt(atUs);
  }

  #go(target: number, atUs: number): void {
    this.#glide.go(target, this.param('throwMs') * 1000, atUs);
    this.#endAtUs = this.#glide.endUs;
    this.#springAtUs = Number.POSITIVE_INFINITY;
    this.moving = true;
    this.#plan();
    this.wiring.changed();
  }

  #arrive(atUs: number): void {
    this.#endAtUs = Number.POSITIVE_INFINITY;
    this.moving = false;
    this.refresh(atUs);
    const pulled = this.truth.position >= 0.5;
    if (pulled !== this.truth.pulled) {
      this.truth.pulled = pulled;
      this.#bounce.start(this.param('bounceMs'), atUs);
      this.#drive(true, atUs);
    }
    if (this.param('sprung') === 1 && this.truth.position > 0) this.#springAtUs = atUs + SPRING_US;
    this.wiring.changed();
  }

  /** `settled`: the contact is at its new level; otherwise it has bounced back to the old one. */
  #drive(settled: boolean, atUs: number): void {
    this.wiring.drive('out', this.param(this.truth.pulled === settled ? 'pulledValue' : 'restValue'), atUs);
  }

  #plan(): void {
    this.nextAtUs = Math.min(this.#endAtUs, this.#springAtUs, this.#bounce.nextAtUs);
  }
}
