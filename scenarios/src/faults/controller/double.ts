/** Two devices with one id: a spare board with the same table and key is plugged in somewhere and answers too. */
import { ControllerHost } from '@understudy/sim-devices';
import type { Guest, VirtualSession } from '@understudy/twin';
import type { FaultContext, FaultKind } from '../fault-kind.ts';
import { controllers } from '../network/targets.ts';

/** The spare: real firmware on pins with nothing on them but a closed E-stop chain. */
class Spare implements Guest {
  readonly name: string;
  published = 0;
  readonly #session: VirtualSession;
  readonly #host: ControllerHost;
  readonly #client: number;

  constructor({ session, index, seed }: FaultContext, controller: string) {
    this.name = `double of ${controller}`;
    this.#session = session;
    this.#client = session.guests.join(this);
    const definition = index.room.controllers.find((one) => one.controller === controller);
    const table = session.firmware.tables.get(controller);
    if (definition === undefined || table === undefined)
      throw new RangeError(`expected a controller, saw ${controller}`);
    const { module, key } = session.firmware;
    const listener = {
      publish: (_: number, topic: string, payload: string, qos: 0 | 1, retain: boolean, atUs: number) => {
        this.published += 1;
        session.network.publish(this.#client, topic, payload, qos, retain, atUs);
      },
    };
    this.#host = new ControllerHost({ index: 0, module, table, key, seed, listener });
    this.#host.drive(definition.estopPin, 1, session.nowUs);
    this.#host.powerOn(session.nowUs, 0);
    session.network.connect(this.#client, this.#host.subscriptions(), this.#host.will(), session.nowUs);
    this.#host.link(true, session.nowUs);
  }

  get nextAtUs(): number {
    return this.#host.nextAtUs;
  }
  run(atUs: number): void {
    this.#host.run(atUs);
  }
  receive(topic: string, payload: string, retained: boolean, atUs: number): void {
    this.#host.deliver(topic, payload, retained ? 1 : 0, atUs);
  }

  /** Somebody pulls its plug. */
  unplug(atUs: number): void {
    this.#host.powerOff(atUs);
    this.#session.network.disconnect(this.#client, false, atUs);
    this.#session.guests.leave(this.#client, atUs);
  }
}

export const TWO_WITH_ONE_ID: FaultKind = {
  name: 'controller.two_with_one_id',
  group: 'controller',
  title: 'Two controllers answer to one id',
  values: {},
  forMs: { max: 60_000, default: 12_000 },
  targets: controllers,
  excuses: {
    15: 'both carry out what one was meant to, and nothing on the bus tells them apart',
    20: 'the one that says COMPLETED may be the spare, with nothing on its pins',
  },
  begin: (context, { target }) => {
    const spare = new Spare(context, target);
    return {
      get fired() {
        return spare.published;
      },
      heal: (atUs) => spare.unplug(atUs),
    };
  },
};
