/** Defects of how the engine sends commands and takes their answers. */
import type { Defect } from './defect.ts';

const pipeline = 'engine/core/src/commands/command-pipeline.ts';
const dispatcher = 'engine/core/src/commands/dispatcher.ts';

export const ENGINE_COMMANDS: readonly Defect[] = [
  {
    id: 'sequence-skips-safety',
    where: 'engine',
    title: 'A safety command does not count: the next command of its device has the same sequence.',
    patches: [
      {
        file: pipeline,
        from: 'this.#sequences[request.device] = sequence;',
        to: 'if (request.layer !== 0) this.#sequences[request.device] = sequence;',
      },
    ],
    expected: 17,
    games: 10,
  },
  {
    id: 'commands-are-retained',
    where: 'engine',
    title: 'Commands are published retained: the broker keeps them for whoever connects later.',
    patches: [
      {
        file: pipeline,
        from: 'this.#core.outbox.publish(device.commandTopic, payload, 1, false);',
        to: 'this.#core.outbox.publish(device.commandTopic, payload, 1, true);',
      },
    ],
    expected: 18,
    games: 1,
  },
  {
    id: 'people-pass-interlocks',
    where: 'engine',
    title: 'What a person asks for is not held against the interlocks.',
    patches: [
      {
        file: dispatcher,
        from: `  #manualRefusal(request: CommandRequest): string | null {
    const core = this.#core;
    const forbidden = core.interlocks.refusal(request.device, request.operation);
    if (forbidden !== null) return forbidden;`,
        to: `  #manualRefusal(request: CommandRequest): string | null {
    const core = this.#core;`,
      },
    ],
    expected: 12,
    faults: ['operator.storm'],
    games: 50,
  },
  {
    id: 'manual-over-safety',
    where: 'engine',
    title: 'A person may take an output that safety holds, and dispatch is not asked whether it is paused.',
    patches: [
      {
        file: dispatcher,
        from: `    if (owner === SAFETY) {
      core.probe?.arbitrated(core.nowUs, SAFETY, MANUAL);
      return ownedBy(owner);
    }
    const refused`,
        to: '    const refused',
      },
      {
        file: dispatcher,
        from: 'core.gate.refusal(request.device, request.safetyClass, MANUAL);',
        to: 'core.gate.refusal(request.device, request.safetyClass, SAFETY);',
      },
    ],
    expected: 8,
    faults: ['operator.storm', 'operator.estop_at_transition'],
    games: 50,
  },
  {
    id: 'retries-without-end',
    where: 'engine',
    title: 'A command that nobody acknowledges is sent again for ever.',
    patches: [
      {
        file: pipeline,
        from: 'record.attempts <= DEFAULTS.retriesBeforeAccepted',
        to: 'record.attempts <= 1000 * DEFAULTS.retriesBeforeAccepted',
      },
    ],
    expected: 21,
    faults: ['controller.hung', 'controller.hung_beating', 'network.half_open'],
    games: 30,
  },
  {
    id: 'slots-leak',
    where: 'engine',
    title: 'A command that has ended does not give its slot back: after some hundreds nothing is sent any more.',
    patches: [
      {
        file: pipeline,
        from: '    this.#freeSlots.push(record.slot);\n    record.slot = -1;',
        to: '    record.slot = -1;',
      },
    ],
    expected: 30,
    games: 5,
  },
  {
    id: 'ack-of-anybody',
    where: 'engine',
    title: 'An acknowledgement of a command that the engine never sent ends what its device is doing.',
    patches: [
      {
        file: pipeline,
        from: 'return record?.device === device && record.correlation === correlation ? record : undefined;',
        to: `if (record?.device === device && record.correlation === correlation) return record;
    return this.#slots.find((open) => open?.device === device);`,
      },
    ],
    expected: 23,
    faults: ['security.old_epoch', 'security.forged_mac'],
    games: 15,
  },
  {
    id: 'neighbours-name',
    where: 'engine',
    title: 'A command is signed with the name of the device beside the one that it is sent to.',
    patches: [
      {
        file: pipeline,
        from: 'device_id: device.id,',
        to: 'device_id: (room.devices[request.device + 1] ?? device).id,',
      },
    ],
    expected: 18,
    games: 3,
  },
];
