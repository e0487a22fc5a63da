/** The options of `understudy hil`, the bench. A command's code is loaded when it runs. */
import { type Command, Option } from 'commander';
import type { HilFlashOptions } from '../commands/hil-flash.ts';
import type { HilHistoryOptions } from '../commands/hil-history.ts';
import type { HilMapOptions } from '../commands/hil-map.ts';
import type { HilReportOptions } from '../commands/hil-report.ts';
import type { HilTestOptions } from '../commands/hil-test.ts';
import { decimal, whole } from './arguments.ts';
import { addHilCompare } from './hil-compare.ts';
import { EXIT_CODES, examples, PLATFORMS } from './hil-help.ts';
import { addHilServe } from './hil-serve.ts';

export function addHil(understudy: Command): void {
  const hil = understudy
    .command('hil')
    .description('the bench: flash, prove and time a controller over a serial line')
    .addHelpText(
      'after',
      examples('map --generate', 'flash --map hardware-map.yml', 'test -p qemu-m7 --controller fuse'),
    );
  addMap(hil);
  addFlash(hil);
  addTest(hil);
  addHilCompare(hil);
  addRecords(hil);
  addHilServe(hil);
}

function addMap(hil: Command): void {
  hil
    .command('map')
    .description('shows the hardware map, or writes down what is plugged in; what somebody has written into it stays')
    .option('--generate', 'looks for boards and merges them into the file')
    .option('--map <file>', 'the hardware map', 'hardware-map.yml')
    .option('--json', 'the map as JSON on standard output')
    .addHelpText('after', examples('map', 'map --generate --map bench-1.yml') + EXIT_CODES)
    .action(async (options: HilMapOptions) => {
      const { hilMap } = await import('../commands/hil-map.ts');
      process.exitCode = await hilMap(options);
    });
}

function addFlash(hil: Command): void {
  hil
    .command('flash')
    .description('flashes one board that is surely the right one, and proves by its HELLO what it runs')
    .option('--map <file>', 'the hardware map (default: none; an emulated board of this machine)')
    .option('--board <id>', 'its id in the map, a bench controller too; without a map a name for the emulated board')
    .option('--controller <room/controller>', 'the DUT that is this controller')
    .option('--image <file>', 'a signed image (default: built here, for emulated boards)')
    .option('--allow-unsigned <reason>', 'takes an unsigned image while developing; the reason is kept with the result')
    .option('--json', 'the result as JSON on standard output')
    .addHelpText(
      'after',
      examples(
        'flash',
        'flash --map hardware-map.yml --board 12345670 --image understudy-teensy41.hex',
        'flash --map hardware-map.yml --controller clockwork/fuse --image understudy-teensy41.hex',
      ) + EXIT_CODES,
    )
    .action(async (options: HilFlashOptions) => {
      const { hilFlash } = await import('../commands/hil-flash.ts');
      process.exitCode = await hilFlash(options);
    });
}

function addTest(hil: Command): void {
  hil
    .command('test')
    .description('tests DUTs on their benches; reports and history are written, and what to check is printed')
    .addOption(new Option('-p, --platform <platform>', 'of the DUT').choices(PLATFORMS).makeOptionMandatory())
    .option('-f, --filter <globs>', 'only tests whose id matches one of these, with commas between')
    .option('--hardware-map <file>', 'benches of this map (default: none; wasm and qemu-m7 make benches of their own)')
    .option('--room <room>', 'a room of rooms/, or a folder', 'clockwork')
    .option('--controller <names>', 'with commas between (default: all of the room, or of the map)')
    .option('--suite <names>', 'with commas between (default: all); the proofs of the bench always come first')
    .option('--scenario <files>', 'scenarios in YAML, with commas between; alone they leave the suites out')
    .option('--no-proofs', 'leaves the proofs of the bench out: power, wiring, loopback')
    .option('--shuffle', 'in an order of the seed')
    .option('--seed <n>', 'of the order', whole(0, 0xffffffff), 1)
    .option('--quarantine-list <file>', 'tests that are known not to be trusted, each with its reason')
    .option('--run-quarantined', 'runs those too, their reasons beside the results')
    .option('-n, --count <n>', 'bench jobs of each DUT, one after the other', whole(1, 100_000), 1)
    .option('--rounds <n>', 'of all tests within a job', whole(1, 100_000), 1)
    .addOption(
      new Option('--soak <minutes>', 'rounds for so long').argParser(decimal(0.01, 100_000)).conflicts('rounds'),
    )
    .option('--jobs <n>', 'benches at once', whole(1, 64), 2)
    .option('--image <file>', 'what the boards should run; a board with another build is warned of')
    .option('--test-timeout <s>', 'no test takes longer (default: each its own time)', decimal(0.001, 1_000_000))
    .option('--out <folder>', 'where reports go (default: runs/hil/<instant>)')
    .option('--json', 'the results as JSON on standard output')
    .addHelpText(
      'after',
      examples(
        'test -p wasm --controller fuse',
        "test -p qemu-m7 --controller fuse,crank -f 'timing/*'",
        'test -p wasm --scenario rooms/clockwork/bench/newel-post.yaml',
        'test -p teensy41 --hardware-map hardware-map.yml --shuffle --seed 7',
        'test -p qemu-m7 --controller fuse --suite bench -n 200',
      ) + EXIT_CODES,
    )
    .action(async (options: HilTestOptions) => {
      const { hilTest } = await import('../commands/hil-test.ts');
      process.exitCode = await hilTest(options);
    });
}

function addRecords(hil: Command): void {
  hil
    .command('report')
    .description('makes the reports of a folder again, from its session.json files')
    .argument('<folder>', 'as `hil test --out` wrote it')
    .option('--html <file>', 'the page alone, into this file')
    .option('--junit <file>', 'JUnit XML alone')
    .option('--ctrf <file>', 'CTRF JSON alone')
    .option('--json', 'what was written as JSON on standard output')
    .addHelpText('after', examples('report runs/hil/bench-1', 'report runs/hil/bench-1 --junit junit.xml'))
    .action(async (folder: string, options: HilReportOptions) => {
      const { hilReport } = await import('../commands/hil-report.ts');
      process.exitCode = await hilReport(folder, options);
    });

  hil
    .command('history')
    .description('what became of a board over time')
    .argument('[serial]', 'the DUT (default: lists those that have a past)')
    .option('--measurement <name>', 'this value over all sessions')
    .option('--test <id>', 'of this test alone')
    .option('--last <n>', 'so many of the latest sessions', whole(1, 1_000_000), 20)
    .option('--json', 'as JSON on standard output')
    .addHelpText('after', examples('history', 'history 12345670', "history 12345670 --measurement 'loopback latency'"))
    .action(async (serial: string | undefined, options: HilHistoryOptions) => {
      const { hilHistory } = await import('../commands/hil-history.ts');
      process.exitCode = await hilHistory(serial, options);
    });
}
