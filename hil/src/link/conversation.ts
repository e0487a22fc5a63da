/** A session with a board over a stream: messages out, questions whose answers come in their order, everything else handed on. */
import { LinkError } from './errors.ts';
import type { Hello } from './hello.ts';
import { LINK_LIMITS } from './limits.ts';
import type { LinkMessage } from './message.ts';
import { CHANNEL } from './messages.ts';
import { fromUtf8 } from './payload.ts';
import { Session, type SessionCounters, type SessionSettings } from './session.ts';
import type { Stream } from './stream.ts';

interface Question {
  readonly answer: number;
  readonly late: NodeJS.Timeout;
  readonly resolve: (message: LinkMessage) => void;
  readonly reject: (error: LinkError) => void;
}

/** What both sides of the link have counted is evidence: nothing is dropped without a trace. */
export interface LinkCounters extends SessionCounters {
  /** Bytes that were no frame, by all reasons. */
  readonly refused: number;
}

export class Conversation {
  readonly hello: Promise<Hello>;
  readonly #session: Session;
  readonly #questions: Question[] = [];
  readonly #message: (message: LinkMessage) => void;
  #failure: LinkError | undefined;
  #refuseHello: (error: LinkError) => void = () => {};

  /**
   * Opens a session.
   * @param nonce any but 0 and that of the session before
   * @param message takes what is no answer; a LinkError that it throws ends the session
   */
  constructor(stream: Stream, nonce: number, message: (message: LinkMessage) => void, settings?: SessionSettings) {
    this.#message = message;
    const port = {
      write: (bytes: Uint8Array): void => stream.write(bytes),
      message: (whole: LinkMessage): void => this.#take(whole),
      failed: (error: LinkError): void => this.fail(error),
    };
    this.#session = new Session(port, nonce, settings);
    stream.onData((chunk) => this.#session.receive(chunk));
    this.hello = new Promise((resolve, reject) => {
      this.#refuseHello = reject;
      void this.#session.open().then(resolve);
    });
    // Who does not wait for it hears of a failure with the next question.
    this.hello.catch(() => {});
    stream.onEnd((reason) => this.fail(new LinkError('LINE_CLOSED', `expected an open line, seen its end: ${reason}`)));
  }

  get counters(): LinkCounters {
    return { ...this.#session.counters, refused: this.#session.decoder.refused };
  }
  /** Whether anything was said that the board has not acknowledged. */
  get underWay(): boolean {
    return this.#session.underWay;
  }
  /** Why the session is over; undefined while it is not. */
  get failure(): LinkError | undefined {
    return this.#failure;
  }

  /** A message on any channel; queued while the board's window is full. */
  send(channel: number, type: number, payload?: Uint8Array): void {
    this.#session.send(channel, type, payload);
  }
  order(type: number, payload?: Uint8Array): void {
    this.send(CHANNEL.CONTROL, type, payload);
  }
  /** Gives the order, and resolves with the answer. */
  ask(answer: number, order: () => void): Promise<LinkMessage> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      const late = setTimeout(() => {
        const { answerMs } = LINK_LIMITS;
        this.fail(new LinkError('LINK_UNANSWERED', `expected answer ${answer} within ${answerMs} ms, seen none`));
      }, LINK_LIMITS.answerMs);
      this.#questions.push({ answer, late, resolve, reject });
      order();
    });
  }
  /** Ends the session; what is still asked rejects with LINK_CLOSED. */
  close(): void {
    this.fail(new LinkError('LINK_CLOSED', 'expected an open session, seen its end by this side'));
  }

  /** The session is over, and so is all that waits for it. */
  fail(error: LinkError): void {
    this.#session.close();
    this.#failure ??= error;
    this.#refuseHello(this.#failure);
    for (const question of this.#questions.splice(0)) {
      clearTimeout(question.late);
      question.reject(this.#failure);
    }
  }

  #take(message: LinkMessage): void {
    try {
      if (message.channel === CHANNEL.CONTROL) this.#answer(message);
      else if (message.channel === CHANNEL.LOG || message.channel === CHANNEL.CONSOLE) {
        throw new LinkError('BOARD_FAULT', `expected a board at work, seen "${fromUtf8(message.payload)}"`);
      } else this.#message(message);
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      this.fail(error);
    }
  }

  #answer(message: LinkMessage): void {
    const question = this.#questions[0];
    if (question === undefined || question.answer !== message.type) {
      const expected = question === undefined ? 'no answer' : `answer ${question.answer}`;
      throw new LinkError('LINK_PROTOCOL', `expected ${expected}, seen answer ${message.type}`);
    }
    this.#questions.shift();
    clearTimeout(question.late);
    question.resolve(message);
  }
}
