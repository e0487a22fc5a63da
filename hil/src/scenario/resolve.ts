/** From a file's text to steps on one controller's wires; all that does not fit is told with its place. */
import { type ControllerDefinition, checkParameters, deviceOperations, type Room } from '@understudy/contract';
import { Xoshiro } from '@understudy/sim-devices';
import { WIRE_FAULTS, type WireFaultKind } from '../bench/types.ts';
import type { CommandText, EventText, FaultText, MessageText, ScenarioText, StepText, WireText } from './file.ts';
import { DEFAULT_SAFE_WITHIN, DEFAULT_TIMEOUT, STEP_KEYS } from './schema.ts';
import { spanRangeUs, spanUs } from './spans.ts';
import type { EventPattern, MessagePattern, Step } from './steps.ts';
import { findWire, type Wire, wiresOf } from './wires.ts';

/** Something that does not fit, at a JSON pointer into the file. */
export type Tell = (pointer: string, expected: string, seen: string) => void;

/** More steps than this, repeats unrolled, are a slip of the pen. */
const MAX_STEPS = 100_000;
/** Part of a blink's period that it may be off by. */
const BLINK_TOLERANCE = 0.1;

export class Resolver {
  readonly wires: readonly Wire[];
  readonly #room: Room;
  readonly #definition: ControllerDefinition;
  readonly #tell: Tell;
  readonly #timeout: string;
  readonly #random: Xoshiro;
  #count = 0;

  constructor(room: Room, definition: ControllerDefinition, text: ScenarioText, tell: Tell) {
    this.wires = wiresOf(definition);
    this.#room = room;
    this.#definition = definition;
    this.#tell = tell;
    this.#timeout = text.timeout ?? DEFAULT_TIMEOUT;
    this.#random = new Xoshiro(text.seed ?? 0);
  }

  steps(texts: readonly StepText[], pointer: string): Step[] {
    return texts.flatMap((text, index) => this.#step(text, `${pointer}/${index}`));
  }

  /** An input of the DUT: what it drives itself is not for the bench to set. */
  input(text: WireText, at: string): Wire | undefined {
    const wire = this.#wire(text, at);
    if (wire === undefined || wire.direction === 'in') return wire;
    this.#tell(at, 'an input of the controller', `${wire.signal}, which it drives itself`);
    return undefined;
  }

  #step(text: StepText, at: string): Step[] {
    const keys = Object.keys(text).filter((key) => STEP_KEYS.includes(key));
    const [key] = keys;
    this.#count += 1;
    if (this.#count === MAX_STEPS) this.#tell(at, `at most ${MAX_STEPS} steps, repeats unrolled`, 'more');
    if (this.#count >= MAX_STEPS) return [];
    if (key === undefined || keys.length > 1) {
      this.#tell(at, `one step of ${STEP_KEYS.join(', ')}`, keys.join(' and ') || 'none');
      return [];
    }
    const label = text.name ?? key;
    const steps = this.#stimulus(text, `${at}/${key}`, label) ?? this.#wait(text, `${at}/${key}`, label);
    return steps ?? this.#judgement(text, `${at}/${key}`, label) ?? [];
  }

  /** What acts; undefined for a step of another kind. */
  #stimulus(text: StepText, at: string, label: string): Step[] | undefined {
    const { delay, 'set-control': set, 'write-serial': serial, fault, repeat, command } = text;
    if (delay !== undefined) {
      const [least, most] = spanRangeUs(delay);
      return [{ kind: 'delay', label, us: least + this.#random.below(most - least + 1) }];
    }
    if (set !== undefined) {
      const wire = this.input(set, at);
      return wire === undefined ? [] : [{ kind: 'drive', label, wire, value: Number(set.value) }];
    }
    if (serial !== undefined) return this.#serial(serial, at, label);
    if (fault !== undefined) return this.#fault(fault, at, label);
    if (command !== undefined) return this.#command(command, at, label);
    if (repeat === undefined) return undefined;
    return Array.from({ length: repeat.times }, () => this.steps(repeat.steps, `${at}/steps`)).flat();
  }

  #serial(text: NonNullable<StepText['write-serial']>, at: string, label: string): Step[] {
    const { bytes, ...where } = typeof text === 'string' ? { text } : 'length' in text ? { bytes: text } : text;
    const content = bytes ?? ('text' in where ? where.text : undefined);
    if (content === undefined) this.#tell(at, 'text or bytes', 'neither');
    const serials = this.wires.filter(({ kind }) => kind === 'bytes');
    const named = 'part-id' in where || 'pin' in where || 'name' in where;
    const wire = named || serials.length !== 1 ? this.input(where as WireText, at) : serials[0];
    if (wire !== undefined && wire.kind !== 'bytes') this.#tell(at, 'a serial input', wire.signal);
    if (wire === undefined || content === undefined) return [];
    const data = typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content);
    return [{ kind: 'bytes', label, wire, bytes: data }];
  }

  #fault(text: FaultText, at: string, label: string): Step[] {
    const forUs = text.for === undefined ? undefined : spanUs(text.for);
    if (text.fault === 'power' || text.fault === 'engine-silence') {
      if (forUs === undefined) this.#tell(at, 'for: how long', 'none');
      return [{ kind: text.fault === 'power' ? 'power' : 'silence', label, forUs: forUs ?? 0 }];
    }
    const fault = WIRE_FAULTS.find((kind): kind is WireFaultKind => kind === text.fault);
    const wire = this.#wire(text, at);
    const other = text.with === undefined ? undefined : this.#wire(text.with, `${at}/with`);
    if (fault === 'swap' && text.with === undefined) this.#tell(at, 'with: the other wire', 'none');
    if (fault === undefined || wire === undefined) return [];
    const { a = 0, b = 0 } = text;
    return [{ kind: 'fault', label, fault, wire, a, b, forUs, ...(other !== undefined && { other }) }];
  }

  #command(text: CommandText, at: string, label: string): Step[] {
    const { op, parameters = {}, status = 'COMPLETED', reason, timeout } = text;
    const device = this.#device(text.device, `${at}/device`);
    if (device === undefined) return [];
    const definition = this.#definition.devices[device.slice(this.#definition.controller.length + 1)];
    const operation = definition === undefined ? undefined : deviceOperations(definition).get(op);
    // What is to be refused may be anything.
    if (status !== 'REJECTED') {
      const known = definition === undefined ? [] : [...deviceOperations(definition).keys()];
      if (operation === undefined) this.#tell(`${at}/op`, `one of ${known.join(', ')}`, op);
      const wrong = operation && checkParameters(operation, parameters, this.#room.manifest.colors ?? {});
      if (wrong) this.#tell(`${at}/parameters`, `${wrong.parameter}: ${wrong.expected}`, wrong.seen);
    }
    return [{ kind: 'command', label, device, op, parameters, status, reason, timeoutUs: this.#timeoutUs(timeout) }];
  }

  /** What waits; undefined for a step of another kind. */
  #wait(text: StepText, at: string, label: string): Step[] | undefined {
    const { 'wait-pin': pin, 'wait-edge': edge, 'wait-serial': serial, 'expect-message': message } = text;
    if (pin !== undefined) {
      const wire = this.#wire(pin, at);
      const timeoutUs = this.#timeoutUs(pin.timeout);
      return wire === undefined ? [] : [{ kind: 'wait-pin', label, wire, value: Number(pin.value), timeoutUs }];
    }
    if (edge !== undefined) {
      const wire = this.#wire(edge, at);
      const timeoutUs = this.#timeoutUs(edge.timeout);
      return wire === undefined ? [] : [{ kind: 'wait-edge', label, wire, edge: edge.edge ?? 'any', timeoutUs }];
    }
    if (serial !== undefined) {
      const { text: words, timeout } = typeof serial === 'string' ? { text: serial, timeout: undefined } : serial;
      return [{ kind: 'wait-serial', label, text: words, timeoutUs: this.#timeoutUs(timeout) }];
    }
    if (message === undefined) return undefined;
    const pattern = this.#message(message, at);
    return [{ kind: 'expect-message', label, message: pattern, timeoutUs: this.#timeoutUs(message.timeout) }];
  }

  /** What looks at what has been; undefined for a step of another kind. */
  #judgement(text: StepText, at: string, label: string): Step[] | undefined {
    const { 'expect-pin': pin, 'expect-latency': latency, 'expect-blink': blink, 'expect-safe-state': safe } = text;
    if (pin !== undefined) {
      const wire = this.#wire(pin, at);
      return wire === undefined ? [] : [{ kind: 'expect-pin', label, wire, value: Number(pin.value) }];
    }
    if (latency !== undefined) {
      const [from, to] = [this.#event(latency.from, `${at}/from`), this.#event(latency.to, `${at}/to`)];
      const { p99, max, samples = 1, title = label } = latency;
      if (p99 === undefined && max === undefined) this.#tell(at, 'p99 or max', 'neither');
      if (from === undefined || to === undefined) return [];
      const [p99Us, maxUs] = [p99, max].map((span) => (span === undefined ? undefined : spanUs(span)));
      return [{ kind: 'expect-latency', label, title, from, to, p99Us, maxUs, samples }];
    }
    if (blink !== undefined) {
      const wire = this.#wire(blink, at);
      const { period, tolerance, count = 3, timeout } = blink;
      const periodUs = spanUs(period);
      const toleranceUs = tolerance === undefined ? Math.round(periodUs * BLINK_TOLERANCE) : spanUs(tolerance);
      const timeoutUs = timeout === undefined ? (count + 2) * (periodUs + toleranceUs) : spanUs(timeout);
      return wire === undefined ? [] : [{ kind: 'expect-blink', label, wire, periodUs, toleranceUs, count, timeoutUs }];
    }
    if (safe === undefined) return undefined;
    const device = safe.device === undefined ? undefined : this.#device(safe.device, `${at}/device`);
    return [{ kind: 'expect-safe-state', label, device, withinUs: spanUs(safe.within ?? DEFAULT_SAFE_WITHIN) }];
  }

  #event(text: EventText, at: string): EventPattern | undefined {
    const { device, topic, where } = text;
    if (device !== undefined || topic !== undefined || where !== undefined) {
      return { kind: 'message', message: this.#message(text, at) };
    }
    const wire = this.#wire(text, at);
    return wire === undefined ? undefined : { kind: 'edge', wire, edge: text.edge ?? 'any' };
  }

  #message(text: MessageText, at: string): MessagePattern {
    const { topic, where } = text;
    const device = text.device === undefined ? undefined : this.#device(text.device, `${at}/device`);
    return {
      ...(device !== undefined && { device }),
      ...(topic !== undefined && { topic }),
      ...(where !== undefined && { where }),
    };
  }

  #device(name: string, at: string): string | undefined {
    const { controller, devices } = this.#definition;
    const key = name.startsWith(`${controller}_`) ? name.slice(controller.length + 1) : name;
    if (Object.hasOwn(devices, key)) return `${controller}_${key}`;
    this.#tell(at, `one of ${Object.keys(devices).join(', ')}`, name);
    return undefined;
  }

  #wire(text: WireText, at: string): Wire | undefined {
    const found = findWire(this.#definition, this.wires, text['part-id'], text.control ?? text.pin ?? text.name);
    if ('pin' in found) return found;
    this.#tell(at, found.expected, found.seen);
    return undefined;
  }

  #timeoutUs(span: string | undefined): number {
    return spanUs(span ?? this.#timeout);
  }
}
