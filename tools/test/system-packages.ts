/** The Debian packages that the tests need beside npm's, and how they get onto the machine. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

interface SystemPackage {
  readonly name: string;
  /** A file that the package brings; its presence counts as installed, whoever put it there. */
  readonly brings: string;
  readonly why: string;
}

const PACKAGES: readonly SystemPackage[] = [
  { name: 'chromium', brings: '/usr/bin/chromium', why: 'browser tests and the twin in a Web Worker' },
  { name: 'mosquitto', brings: '/usr/sbin/mosquitto', why: 'the broker conformance run' },
  { name: 'g++', brings: '/usr/bin/g++', why: 'the native firmware host under sanitizers' },
  { name: 'clang-14', brings: '/usr/bin/clang++-14', why: 'the fuzz targets of the firmware' },
  {
    name: 'libclang-rt-14-dev',
    brings: '/usr/lib/llvm-14/lib/clang/14.0.6/include/fuzzer/FuzzedDataProvider.h',
    why: 'libFuzzer and its sanitizers',
  },
  { name: 'gcc-arm-none-eabi', brings: '/usr/bin/arm-none-eabi-g++', why: 'the Cortex-M7 image of the firmware' },
  {
    name: 'libnewlib-arm-none-eabi',
    brings: '/usr/lib/arm-none-eabi/newlib/libc.a',
    why: 'the headers of the Cortex-M7 image',
  },
  {
    name: 'libstdc++-arm-none-eabi-newlib',
    brings: '/usr/lib/arm-none-eabi/newlib/libstdc++.a',
    why: 'the C++ headers that boards with a vendor core need',
  },
  { name: 'qemu-system-arm', brings: '/usr/bin/qemu-system-arm', why: 'the emulated Cortex-M7' },
];

export type InstallResult =
  | { readonly ok: true; readonly installed: readonly string[] }
  | { readonly ok: false; readonly message: string };

function run(command: readonly string[]): boolean {
  const asRoot = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  const [program = '', ...rest] = asRoot;
  console.log(`  $ ${asRoot.join(' ')}`);
  return (
    spawnSync(program, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  );
}

/** Installs what is missing on Debian and Ubuntu, saying so; elsewhere names it and fails. Nothing is skipped. */
export function ensureSystemPackages(): InstallResult {
  const missing = PACKAGES.filter((entry) => !existsSync(entry.brings));
  if (missing.length === 0) return { ok: true, installed: [] };
  console.log('These system packages are missing and needed by the tests:');
  for (const entry of missing) console.log(`  ${entry.name.padEnd(12)} ${entry.why}`);
  const names = missing.map((entry) => entry.name);
  if (!existsSync('/usr/bin/apt-get')) {
    return {
      ok: false,
      message: `Install ${names.join(', ')} with this system's package manager (expected: ${missing.map((entry) => entry.brings).join(', ')}), then run npm test again.`,
    };
  }
  console.log('Installing them with apt-get:');
  if (
    !run(['apt-get', 'update', '-qq']) ||
    !run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...names])
  ) {
    return {
      ok: false,
      message: `apt-get could not install ${names.join(', ')}. Install them as root, then run npm test again.`,
    };
  }
  const still = missing.filter((entry) => !existsSync(entry.brings));
  if (still.length > 0)
    return {
      ok: false,
      message: `apt-get ended well, yet ${still.map((entry) => entry.brings).join(', ')} is not there.`,
    };
  return { ok: true, installed: names };
}
