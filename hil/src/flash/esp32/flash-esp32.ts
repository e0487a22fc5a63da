/** Flashes an ESP32 through its ROM loader and esptool-js's stub; the chip tells the MD5 of each region afterwards. */
import { sameChip } from '../../map/identity.ts';
import { FlashError } from '../errors.ts';
import { mainFile } from '../firmware.ts';
import { refuseOtherChip } from '../identity.ts';
import type { FlashPlan, FlashPorts, OnProgress, SerialPortInfo, Written } from '../types.ts';
import { type EspRegion, parseEspImage } from './image.ts';
import { connectEsp, ESP32, type EspConnection, type EspLoaderOptions, md5 } from './loader.ts';
import { WebSerialPort } from './web-serial.ts';

/** @throws FlashError */
export async function flashEsp32(
  plan: FlashPlan,
  ports: FlashPorts,
  progress: OnProgress,
  options: EspLoaderOptions = {},
): Promise<Written> {
  const regions = parseEspImage(mainFile(plan.firmware), plan.firmware.files);
  const info = await findLine(plan, ports);
  await refuseOtherChip(plan, ports);
  progress({ phase: 'enter', doneBytes: 0, totalBytes: 0 });
  const port = new WebSerialPort(info, ports.serial);
  let connection: EspConnection | undefined;
  try {
    connection = await connectEsp(port, options);
    refuseWrongChip(plan, connection);
    return await write(connection, regions, progress);
  } catch (error) {
    throw asFlashError(error, port.lostReason, connection === undefined);
  } finally {
    await connection?.close().catch(() => {});
  }
}

/** The line of the plan. An adapter without a USB serial is taken only where the ROM's MAC will be matched instead. */
async function findLine(plan: FlashPlan, ports: FlashPorts): Promise<SerialPortInfo> {
  const all = await ports.serial.list();
  const named = all.filter(({ serialNumber }) => serialNumber === plan.boardId);
  if (named.length > 1) {
    const where = named.map(({ path }) => path).join(', ');
    throw new FlashError(
      'AMBIGUOUS_BOARD',
      `expected one board of serial ${plan.boardId}, seen ${named.length}: ${where}`,
    );
  }
  const [found] = named;
  const atLine = plan.serial === undefined ? undefined : all.find(({ path }) => path === plan.serial);
  if (atLine !== undefined && atLine.serialNumber === undefined && plan.chipSerial !== undefined) return atLine;
  if (atLine !== undefined && atLine.serialNumber !== plan.boardId) {
    const seen = atLine.serialNumber ?? 'one without a serial';
    throw new FlashError('WRONG_BOARD', `expected board ${plan.boardId} at ${plan.serial}, seen ${seen}`);
  }
  if (found !== undefined) return found;
  const seen = all.map(({ path, serialNumber }) => `${serialNumber ?? 'no serial'} at ${path}`).join(', ') || 'no line';
  throw new FlashError('NO_BOARD', `expected board ${plan.boardId}, seen ${seen}`);
}

/** The ROM's word is what counts: many adapters share one USB serial, and an adapter is not the chip. */
function refuseWrongChip(plan: FlashPlan, { chip, mac }: EspConnection): void {
  if (chip !== ESP32) throw new FlashError('WRONG_BOARD', `expected an ESP32, seen an ${chip}`);
  if (plan.chipSerial !== undefined && !sameChip(mac, plan.chipSerial)) {
    throw new FlashError('WRONG_BOARD', `expected chip ${plan.chipSerial}, seen ${mac}`);
  }
}

async function write(connection: EspConnection, regions: readonly EspRegion[], progress: OnProgress): Promise<Written> {
  const { loader } = connection;
  await loader.runStub();
  await loader.changeBaud();
  // A rate that does not work makes esptool-js connect anew: it is asked once more who is there.
  const mac = await loader.chip.readMac(loader);
  if (!sameChip(mac, connection.mac)) {
    throw new FlashError('WRONG_BOARD', `expected chip ${connection.mac} still, seen ${mac}`);
  }
  const totalBytes = regions.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const sums = regions.map(({ offset, bytes }) => ({ offset, md5: md5(padded(bytes)) }));
  let blocksSent = 0;
  let doneBytes = 0;
  for (const [index, { offset, bytes }] of regions.entries()) {
    await loader.writeFlash({
      fileArray: [{ data: bytes, address: offset }],
      flashMode: 'keep',
      flashFreq: 'keep',
      flashSize: 'keep',
      eraseAll: false,
      compress: true,
      reportProgress: (_, written, total) => {
        if (written > 0) blocksSent += 1;
        progress({ phase: 'write', doneBytes: doneBytes + (bytes.length * written) / total, totalBytes });
      },
    });
    doneBytes += bytes.length;
    progress({ phase: 'verify', doneBytes, totalBytes });
    const expected = sums[index]?.md5;
    const seen = await loader.flashMd5sum(offset, padded(bytes).length);
    if (seen !== expected) {
      throw new FlashError('VERIFY_FAILED', `expected MD5 ${expected} at 0x${offset.toString(16)}, seen ${seen}`);
    }
  }
  progress({ phase: 'reboot', doneBytes, totalBytes });
  await connection.reset();
  return { blocksSent, blocksSkipped: 0, imageBytes: totalBytes, md5: sums };
}

/** esptool-js writes whole words, the rest 0xFF. */
function padded(bytes: Uint8Array): Uint8Array {
  const words = new Uint8Array(Math.ceil(bytes.length / 4) * 4).fill(0xff);
  words.set(bytes);
  return words;
}

function asFlashError(error: unknown, lost: string | undefined, connecting: boolean): Error {
  if (error instanceof FlashError) return error;
  if (!(error instanceof Error))
    return new FlashError('LOADER_PROTOCOL', `expected the loader's answer, seen ${error}`);
  if (lost !== undefined)
    return new FlashError('BOARD_LOST', `expected the board to stay, seen the end of its line: ${lost}`);
  const { message } = error;
  if (/Unexpected CHIP magic|Unexpected chip ID/i.test(message)) {
    return new FlashError('WRONG_BOARD', `expected an ESP32, seen another chip: ${message}`);
  }
  if (connecting && /Failed to connect/.test(message)) {
    const next = 'Nothing was written. Hold the BOOT button while plugging in, or look at the cable; then flash again.';
    return new FlashError('NO_BOARD', `expected the ROM loader of an ESP32, seen no answer: ${message}`, next);
  }
  if (/stream stopped|No serial data/i.test(message)) {
    return new FlashError('BOARD_STALLED', `expected the loader's answer, seen none: ${message}`);
  }
  return new FlashError('LOADER_PROTOCOL', `expected the loader to do as told, seen: ${message}`);
}
