/** A serial line of this machine as the Web Serial port that esptool-js expects. */
import type { SerialLine, SerialPortInfo, SerialPorts } from '../types.ts';

interface Signals {
  readonly dataTerminalReady?: boolean;
  readonly requestToSend?: boolean;
}

/** The part of Web Serial that esptool-js uses, and its own extension `setBaudRate`. */
export class WebSerialPort {
  readable: ReadableStream<Uint8Array> | null = null;
  writable: WritableStream<Uint8Array> | null = null;
  /** Rejects when the line ends by itself. */
  readonly lost: Promise<never>;
  readonly #info: SerialPortInfo;
  readonly #ports: SerialPorts;
  #line: SerialLine | undefined;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #lostReason: string | undefined;
  #lose: (error: Error) => void = () => {};
  /** Both are set at once on the line, so what is not asked for keeps its level. */
  #dtr = false;
  #rts = false;

  constructor(info: SerialPortInfo, ports: SerialPorts) {
    this.#info = info;
    this.#ports = ports;
    this.lost = new Promise((_, reject) => {
      this.#lose = reject;
    });
    // Who does not wait for it fails with the next order.
    this.lost.catch(() => {});
  }

  getInfo(): { usbVendorId?: number; usbProductId?: number } {
    const { vendorId, productId } = this.#info;
    return { ...(vendorId && { usbVendorId: vendorId }), ...(productId && { usbProductId: productId }) };
  }

  /** Why the line ended by itself; undefined while it has not. */
  get lostReason(): string | undefined {
    return this.#lostReason;
  }

  /** @throws FlashError LINE_BUSY, LINE_REFUSED */
  async open(options: { readonly baudRate: number }): Promise<void> {
    const line = await this.#ports.open(this.#info.path, options.baudRate);
    this.#line = line;
    this.readable = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.#controller = undefined;
      },
    });
    // A write that rejects would leave the stream locked for ever, and esptool-js waiting for it.
    const write = (chunk: Uint8Array): Promise<void> =>
      line.write(chunk).catch((error: Error) => this.#end(error.message));
    this.writable = new WritableStream({ write });
    line.onData((chunk) => this.#controller?.enqueue(chunk));
    line.onEnd((reason) => {
      if (this.#line === line) this.#end(reason);
    });
  }

  #end(reason: string): void {
    this.#lostReason ??= reason;
    this.readable = null;
    this.writable = null;
    const error = new Error(reason);
    this.#controller?.error(error);
    this.#controller = undefined;
    this.#lose(error);
  }

  async setSignals({ dataTerminalReady, requestToSend }: Signals): Promise<void> {
    this.#dtr = dataTerminalReady ?? this.#dtr;
    this.#rts = requestToSend ?? this.#rts;
    await this.#line?.setSignals({ dtr: this.#dtr, rts: this.#rts });
  }

  async setBaudRate(baud: number): Promise<void> {
    await this.#line?.setBaud(baud);
  }

  async close(): Promise<void> {
    this.readable = null;
    this.writable = null;
    const line = this.#line;
    this.#line = undefined;
    await line?.close();
  }
}
