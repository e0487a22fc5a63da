/** A process of its own for `orphans.test.ts`: starts an emulator, says its process id, and waits to be ended. */
import { startQemu } from '../src/qemu/child.ts';

const [, , elf = ''] = process.argv;
const child = startQemu({ elf }, ['-serial', 'null']);
console.log(child.process.pid);
setInterval(() => {}, 1000);
