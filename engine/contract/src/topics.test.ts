import { describe, expect, it } from 'vitest';
import { TOPICS } from './topic-table.ts';
import { audioTopic, controllerTopic, coreDeviceTopic, coreTopic, deviceTopic, parseTopic } from './topics.ts';

const fill = (address: string): string =>
  address
    .replace('{room}', 'clockwork')
    .replace('{device}', 'lever_boiler_newell_post')
    .replace('{controller}', 'lever_boiler');

describe('topics', () => {
  it.each(Object.entries(TOPICS))('parses %s back to its kind and ids', (kind, { address }) => {
    expect(parseTopic(fill(address))).toEqual({
      kind,
      room: 'clockwork',
      ...(address.includes('{device}') ? { device: 'lever_boiler_newell_post' } : {}),
      ...(address.includes('{controller}') ? { controller: 'lever_boiler' } : {}),
    });
  });

  it('builds the addresses of the table', () => {
    expect(deviceTopic('r', 'd', 'ack')).toBe('room/r/device/d/ack');
    expect(controllerTopic('r', 'c', 'hello')).toBe('room/r/controller/c/hello');
    expect(coreTopic('r', 'faults')).toBe('room/r/core/faults');
    expect(coreDeviceTopic('r', 'd', 'status')).toBe('room/r/core/device/d/status');
    expect(audioTopic('r', 'cue')).toBe('room/r/audio/cue');
  });

  it.each([
    '',
    'room',
    'room/',
    'room/r',
    'room/r/',
    'room//core/status',
    'room/r/core/status/',
    'room/r/core/statuses',
    'room/R/core/status',
    'room/1r/core/status',
    'room/r/device/d',
    'room/r/device/d/',
    'room/r/device//cmd',
    'room/r/device/d/acks',
    'room/r/device/+/ack',
    'room/r/device/d/ack/x',
    'room/r/controller/c/ack',
    'room/r/core/device/d/cmd',
    `room/r/device/${'d'.repeat(64)}/ack`,
    'other/room/r/core/status',
  ])('refuses %j', (text) => {
    expect(parseTopic(text)).toBeUndefined();
  });

  it('keeps to the retained flags of the contract', () => {
    const retained = Object.entries(TOPICS)
      .filter(([, topic]) => topic.retain)
      .map(([kind]) => kind)
      .sort();
    expect(retained).toEqual([
      'audio/ack',
      'audio/cue',
      'audio/fault',
      'controller/hello',
      'controller/presence',
      'core/device/fault',
      'core/device/status',
      'core/faults',
      'core/status',
      'device/presence',
      'device/state',
    ]);
    expect(TOPICS['device/cmd'].retain).toBe(false);
  });
});
