import { and, heldFor, never, signals } from '../logic/index.ts';
import { Disturbance } from './disturbance.ts';
import { isDriven } from './driven.ts';
import { type IndexedUnit, type RoomIndex, unitParam } from './room-index.ts';
import { type Instance, TemporalInvariant } from './temporal.ts';
import type { WatchEvent } from './watch-event.ts';

/** A controller acts as soon as it wakes for the pin of the chain; the rest is margin. */
const WITHIN_MS = 100;
const HOLD = 2;
const SIGNALS = signals({ open: false, driven: false });

/**
 * 1, where no contactor helps: with the chain open each controller itself switches off what is critical and declared off when
 * safe, as the rails of drives are. What a broken controller, sensor or output does instead is for the contactor.
 */
export class EstopSafeState extends TemporalInvariant {
  readonly number = 1;
  readonly title = 'E-stop: a controller switches off what is declared off when safe';
  readonly hears = ['truth', 'injected', 'healed'] as const;
  override readonly plants: ReadonlySet<string>;
  readonly #disturbance = new Disturbance('controller', 'actuator', 'sensor');
  readonly #outputs = new Map<string, { readonly model: string; readonly instance: Instance }>();
  readonly #buttons: ReadonlySet<string>;
  readonly #pressed = new Set<string>();
  #isOpen = false;

  constructor(index: RoomIndex) {
    super();
    this.#buttons = new Set(Object.keys(index.room.manifest.circuits.estop.buttons).map((button) => `estop_${button}`));
    const formula = never(and(heldFor(SIGNALS.open, WITHIN_MS), SIGNALS.driven));
    const critical = [...index.devices.values()].filter(({ definition }) => definition.safetyClass === 'CRITICAL');
    const units = critical.flatMap(({ units: ofDevice }) => [...ofDevice.values()]).filter(isOffWhenSafe);
    for (const { id, definition } of units.flatMap(({ plants }) => plants)) {
      if (definition.estop === true || definition.egress === true) continue;
      const message = () => `${id} is driven though the chain has been open for ${WITHIN_MS} ms and longer`;
      this.#outputs.set(id, {
        model: definition.model,
        instance: this.watch(id, formula, SIGNALS, 0, message),
      });
    }
    this.plants = new Set([...this.#outputs.keys(), ...this.#buttons]);
  }

  protected hear(event: WatchEvent): void {
    this.#disturbance.hear(event);
    if (event.kind !== 'truth') {
      // A press in the midst of a fault is not judged, nor one that a fault comes into.
      if (!this.#disturbance.quietSince(event.atUs)) this.#tell(event.atUs, false);
    } else if (this.#buttons.has(event.plant)) {
      const { atUs, plant, truth } = event;
      if (truth.pressed === true) this.#pressed.add(plant);
      else this.#pressed.delete(plant);
      this.#tell(atUs, this.#pressed.size > 0 && (this.#isOpen || this.#disturbance.quietSince(atUs)));
    } else {
      const output = this.#outputs.get(event.plant);
      output?.instance.set(event.atUs, SIGNALS.driven, isDriven(output.model, event.truth));
    }
  }

  #tell(atUs: number, isOpen: boolean): void {
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    for (const { instance } of this.#outputs.values()) instance.set(atUs, SIGNALS.open, isOpen);
  }
}

function isOffWhenSafe({ definition }: IndexedUnit): boolean {
  const param = (name: string): number => unitParam(definition, name);
  if (definition.driver === 'relay') return param('safeOn') === 0;
  if (definition.driver !== 'lock') return false;
  return param('safeLocked') !== HOLD && param('safeLocked') !== param('energisedLocks');
}
