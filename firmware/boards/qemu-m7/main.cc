// The main loop: takes what has come, runs the firmware when it is due, sleeps.
#include "boards/qemu-m7/clock.h"
#include "boards/qemu-m7/controller.h"
#include "boards/qemu-m7/flash.h"
#include "boards/qemu-m7/orders.h"
#include "boards/qemu-m7/registers.h"
#include "boards/qemu-m7/uart.h"

extern "C" int main() {
  using namespace board;
  flash_start();
  clock_start();
  uart_start();
  interrupts_on();
  announce();
  for (;;) {
    u8 byte;
    while (uart_take(byte)) {
      if (wire.take(byte)) obey(wire.message);
    }
    const bool ran = serve();
    wire.tick();
    wire.flush();
    // An interrupt that comes after the look stays pending, and the wait ends at once.
    const Masked masked;
    if (!ran && uart_empty()) wait();
  }
}
