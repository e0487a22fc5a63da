/** `hil compare` and `hil fit`: the twin against a bench. A command's code is loaded when it runs. */
import { type Command, Option } from 'commander';
import type { HilCompareOptions } from '../commands/hil-compare.ts';
import { decimal, whole } from './arguments.ts';
import { EXIT_CODES, examples, PLATFORMS } from './hil-help.ts';

const platform = (): Option =>
  new Option('-p, --platform <platform>', 'of the DUT').choices(PLATFORMS).makeOptionMandatory();
const SECONDS_MAX = 1_000_000;

export function addHilCompare(hil: Command): void {
  hil
    .command('compare')
    .description('plays one scenario on the twin and on a bench, and prints where they first part')
    .argument('<room>', 'a room of rooms/, or a folder')
    .argument('<scenario>', 'a scenario in YAML')
    .addOption(platform())
    .option('--hardware-map <file>', 'benches of this map (default: none; wasm and qemu-m7 make a bench of their own)')
    .option('--bench <name>', 'the bench of the map, where several have such a controller')
    .option('--controller <name>', "in place of the scenario's own")
    .option(
      '--tolerance <ms>',
      'by which times may differ, from the nearest cause that both sides know',
      decimal(0, 60_000),
      50,
    )
    .option('--steps <n>', 'by which a step generator at rest may differ', whole(0, 1_000_000), 0)
    .option('--timeout <s>', 'of the whole comparison (default: by the scenario)', decimal(0.001, SECONDS_MAX))
    .option('--json', 'the comparison as JSON on standard output')
    .addHelpText(
      'after',
      examples(
        'compare clockwork rooms/clockwork/bench/closing-door.yaml -p qemu-m7',
        'compare clockwork rooms/clockwork/bench/vault-tag.yaml -p teensy41 --hardware-map hardware-map.yml --tolerance 20',
      ) + EXIT_CODES.replace('0 pass; 1 fail', '0 no divergence; 1 diverged'),
    )
    .action(async (room: string, scenario: string, options: HilCompareOptions) => {
      const { hilCompare } = await import('../commands/hil-compare.ts');
      process.exitCode = await hilCompare(room, scenario, options);
    });
}
