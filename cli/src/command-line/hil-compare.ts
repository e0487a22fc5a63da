/** `hil compare` and `hil fit`: the twin against a bench. A command's code is loaded when it runs. */
import { type Command, Option } from 'commander';
import type { HilCompareOptions } from '../commands/hil-compare.ts';
import type { HilFitOptions } from '../commands/hil-fit.ts';
import { decimal, whole } from './arguments.ts';
import { EXIT_CODES, examples, PLATFORMS } from './hil-help.ts';

const platform = (): Option =>
  new Option('-p, --platform <platform>', 'of the DUT').choices(PLATFORMS).makeOptionMandatory();
const SECONDS_MAX = 1_000_000;

export function addHilCompare(hil: Command): void {
  addCompare(hil);
  addFit(hil);
}

function addCompare(hil: Command): void {
  hil
    .command('compare')
    .description('plays one scenario on the twin and on a bench, and prints where they first part')
    .argument('<room>', 'a room of rooms/, or a folder')
    .argument('<scenario>', 'a scenario in YAML')
    .addOption(platform())
    .option('--hardware-map <file>', 'benches of this map (default: none; wasm and qemu-m7 make a bench of their own)')
    .option('--bench <name>', 'the bench of the map, where several have such a controller')
    .option(
      '--devices <which>',
      "behind the bench: 'real', or the room whose plants stand in; the twin has its own then",
    )
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

function addFit(hil: Command): void {
  hil
    .command('fit')
    .description(
      'moves the devices of a controller to and fro, and makes plant parameters for the twin of what the bench measures',
    )
    .argument('<room>', 'a room of rooms/, or a folder')
    .addOption(platform())
    .requiredOption('--controller <name>', 'of the room')
    .requiredOption(
      '--devices <which>',
      "'real': those on the bench's wires, which will move; or the room whose plants stand in",
    )
    .option('--hardware-map <file>', 'benches of this map (default: none; wasm and qemu-m7 make a bench of their own)')
    .option('--bench <name>', 'the bench of the map, where several have such a controller')
    .option('--rounds <n>', 'to and fro', whole(1, 1000), 5)
    .option('--write', "puts what was measured into the room's calibration.yaml; what was not stays as it is")
    .option('--out <file>', 'into this file in place of it')
    .option('--timeout <s>', 'of the whole (default: by the devices)', decimal(0.001, SECONDS_MAX))
    .option('--json', 'what was measured as JSON on standard output')
    .addHelpText(
      'after',
      examples(
        'fit clockwork -p wasm --controller study_a --devices rooms/clockwork',
        'fit clockwork -p teensy41 --controller study_a --hardware-map hardware-map.yml --devices real --write',
      ) +
        EXIT_CODES.replace('0 pass; 1 fail', '0 measured; 1 nothing measured, or a value that its model does not take'),
    )
    .action(async (room: string, options: HilFitOptions) => {
      const { hilFit } = await import('../commands/hil-fit.ts');
      process.exitCode = await hilFit(room, options);
    });
}
