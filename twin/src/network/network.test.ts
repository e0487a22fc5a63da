import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Hop } from './link-fault.ts';
import { MessageQueue } from './message-queue.ts';
import { Network, type NetworkSink } from './network.ts';
import { matchesTopic } from './topic-filter.ts';

class Recorder implements NetworkSink {
  readonly received: [client: number, topic: string, payload: string, retained: boolean, duplicate: boolean][] = [];
  readonly taken_: string[] = [];
  readonly atUs: number[] = [];
  receive(client: number, topic: string, payload: string, retained: boolean, duplicate: boolean, atUs: number): void {
    this.received.push([client, topic, payload, retained, duplicate]);
    this.atUs.push(atUs);
  }
  taken(_client: number, topic: string): void {
    this.taken_.push(topic);
  }
}

let sink: Recorder;
beforeEach(() => {
  sink = new Recorder();
});
const S = 1_000_000;
const FIXED = { baseLatencyUs: 100, jitterUs: 0 };

describe('matchesTopic', () => {
  it.each([
    ['a/b', 'a/b', true],
    ['a/+', 'a/b', true],
    ['a/+', 'a/b/c', false],
    ['a/#', 'a/b/c', true],
    ['a/#', 'a', true],
    ['#', 'a/b', true],
    ['+/b', 'a/c', false],
    ['a/b/c', 'a/b', false],
  ])('%s on %s: %s', (filter, topic, matches) => {
    expect(matchesTopic(filter, topic)).toBe(matches);
  });
});

describe('MessageQueue', () => {
  it('gives messages by instant, ties in order of insertion, with slots used again', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(20), { nil: -1 }), { maxLength: 300 }), (steps) => {
        const queue = new MessageQueue();
        const model: [at: number, id: number][] = [];
        for (const [id, step] of steps.entries()) {
          if (step >= 0) {
            queue.push(step, id, 0, 0, `t${id}`, '');
            model.push([step, id]);
            continue;
          }
          model.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
          const expected = model.shift();
          const slot = queue.take();
          expect(slot < 0 ? undefined : queue.topics[slot]).toBe(expected && `t${expected[1]}`);
        }
        expect(queue.size).toBe(model.length);
      }),
    );
  });
});

describe('Network', () => {
  it('takes one latency up and one down', () => {
    const network = new Network(2, 1, FIXED);
    network.connect(0, ['a/+'], undefined, 0);
    network.connect(1, [], undefined, 0);
    network.publish(1, 'a/x', 'hello', 1, false, 1000);
    network.deliver(1 * S, sink);
    expect(sink.received).toEqual([[0, 'a/x', 'hello', false, false]]);
    expect(sink.atUs).toEqual([1200]);
  });

  it('keeps the order of a connection whatever the jitter', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(50), { maxLength: 50 }), (seed, gaps) => {
        const recorder = new Recorder();
        const network = new Network(2, seed, { baseLatencyUs: 10, jitterUs: 1000 });
        network.connect(0, ['#'], undefined, 0);
        network.connect(1, [], undefined, 0);
        let atUs = 0;
        for (const [index, gap] of gaps.entries()) {
          atUs += gap;
          network.publish(1, 't', `${index}`, 1, false, atUs);
        }
        network.deliver(S, recorder);
        expect(recorder.received.map(([, , payload]) => payload)).toEqual(gaps.map((_, index) => `${index}`));
      }),
    );
  });

  it('gives retained messages to who subscribes later, the last of each topic, flagged', () => {
    const network = new Network(2, 1, FIXED);
    network.connect(1, [], undefined, 0);
    network.publish(1, 'a/x', 'one', 1, true, 0);
    network.publish(1, 'a/x', 'two', 1, true, 0);
    network.publish(1, 'a/y', 'gone', 1, true, 0);
    network.publish(1, 'a/y', '', 1, true, 0);
    network.deliver(S, sink);
    network.connect(0, ['a/#'], undefined, S);
    network.deliver(2 * S, sink);
    expect(sink.received).toEqual([[0, 'a/x', 'two', true, false]]);
  });

  it('sends the last will after its delay, unless the client came back or left in order', () => {
    const will = { topic: 'w', payload: 'OFFLINE' };
    for (const [inOrder, back, expected] of [
      [false, false, ['w']],
      [true, false, []],
      [false, true, []],
    ] as const) {
      const recorder = new Recorder();
      const network = new Network(1, 1, { ...FIXED, willDelayUs: 1500 });
      network.connect(0, [], will, 0);
      network.disconnect(0, inOrder, 1000);
      if (back) network.connect(0, [], will, 2000);
      network.deliver(2400, recorder);
      expect(recorder.taken_).toEqual([]);
      network.deliver(2500, recorder);
      expect(recorder.taken_).toEqual(expected);
    }
  });

  it('loses what is under way to a client that lost its connection', () => {
    const network = new Network(2, 1, FIXED);
    network.connect(0, ['t'], undefined, 0);
    network.connect(1, [], undefined, 0);
    network.publish(1, 't', 'x', 1, false, 0);
    network.deliver(150, sink);
    network.disconnect(0, false, 160);
    network.connect(0, ['t'], undefined, 170);
    network.deliver(S, sink);
    expect(sink.received).toEqual([]);
    network.disconnect(1, false, S);
    network.publish(1, 't', 'y', 1, false, S);
    network.deliver(2 * S, sink);
    expect(sink.received).toEqual([]);
  });

  it('loses QoS 0 by a fault, sends QoS 1 again as a duplicate, doubles and delays', () => {
    const make = (delayUs: number, duplicate: boolean) => {
      const network = new Network(2, 1, { ...FIXED, resendUs: 5000 });
      network.addFault((hop) => {
        if (hop.toBroker) return;
        if (delayUs < 0) hop.lost = true;
        else hop.delayUs += delayUs;
        if (duplicate) hop.copyAfterUs = 0;
      });
      network.connect(0, ['t'], undefined, 0);
      network.connect(1, [], undefined, 0);
      const recorder = new Recorder();
      network.publish(1, 't', 'zero', 0, false, 0);
      network.publish(1, 't', 'one', 1, false, 0);
      network.deliver(S, recorder);
      return recorder;
    };
    expect(make(-1, false).received).toEqual([[0, 't', 'one', false, true]]);
    expect(make(-1, false).atUs).toEqual([5200]);
    expect(make(0, true).received.map(([, , payload, , duplicate]) => [payload, duplicate])).toEqual([
      ['zero', false],
      ['zero', true],
      ['one', false],
      ['one', true],
    ]);
    expect(make(700, false).atUs).toEqual([900, 900]);
  });

  it('is as before once the faults are taken away', () => {
    const network = new Network(2, 1, FIXED);
    const heal = [
      network.addFault((hop) => {
        hop.lost = true;
      }),
      network.addFault((hop) => {
        hop.delayUs += 9;
      }),
    ];
    network.connect(0, ['t'], undefined, 0);
    network.connect(1, [], undefined, 0);
    network.publish(1, 't', 'lost', 0, false, 0);
    for (const one of heal) one();
    network.publish(1, 't', 'kept', 0, false, 10);
    network.deliver(S, sink);
    expect(sink.received).toEqual([[0, 't', 'kept', false, false]]);
    expect(sink.atUs).toEqual([210]);
  });

  it('draws the same latencies with a fault that does nothing as with none', () => {
    const play = (withFault: boolean) => {
      const recorder = new Recorder();
      const network = new Network(2, 5);
      const heal = withFault ? network.addFault(() => undefined) : () => undefined;
      network.connect(0, ['t'], undefined, 0);
      network.connect(1, [], undefined, 0);
      for (let message = 0; message < 40; message += 1) {
        if (message === 20) heal();
        network.publish(1, 't', `${message}`, 1, false, message * 1000);
      }
      network.deliver(S, recorder);
      return recorder;
    };
    expect(play(true)).toEqual(play(false));
  });

  it('gives back what a fault took, in order, unless the connection has changed', () => {
    const network = new Network(2, 1, FIXED);
    const held: Hop[] = [];
    const heal = network.addFault((hop) => {
      if (hop.toBroker) return;
      hop.taken = true;
      held.push(hop);
    });
    network.connect(0, ['t'], undefined, 0);
    network.connect(1, [], undefined, 0);
    for (const text of ['a', 'b']) network.publish(1, 't', text, 1, false, 0);
    network.deliver(1000, sink);
    expect(sink.received).toEqual([]);
    heal();
    for (const hop of held) network.release(hop, 1000);
    network.publish(1, 't', 'c', 1, false, 1000);
    network.deliver(S, sink);
    expect(sink.received.map(([, , payload]) => payload)).toEqual(['a', 'b', 'c']);
    network.disconnect(0, false, S);
    network.connect(0, ['t'], undefined, S);
    for (const hop of held) network.release(hop, S);
    network.deliver(2 * S, sink);
    expect(sink.received.length).toBe(3);
  });

  it('crashes without a will and with nothing under way; its store can be another one', () => {
    const network = new Network(2, 1, FIXED);
    network.connect(0, ['#'], undefined, 0);
    network.connect(1, [], { topic: 'w', payload: 'OFFLINE' }, 0);
    network.publish(1, 'a', 'new', 1, true, 0);
    network.deliver(150, sink);
    network.crash();
    expect([network.isConnected(0), network.nextAtUs]).toEqual([false, Number.POSITIVE_INFINITY]);
    expect([...network.retained]).toEqual([['a', 'new']]);
    network.replaceRetained(new Map([['a', 'old']]));
    network.connect(0, ['#'], undefined, S);
    network.deliver(2 * S, sink);
    expect(sink.received).toEqual([[0, 'a', 'old', true, false]]);
    expect(network.sendWill(1, 2 * S)).toBe(true);
    network.deliver(3 * S, sink);
    expect(sink.received.at(-1)).toEqual([0, 'w', 'OFFLINE', false, false]);
  });
});
