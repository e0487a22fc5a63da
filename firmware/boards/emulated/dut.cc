#include "boards/emulated/dut.h"

#include "boards/emulated/clock.h"
#include "boards/emulated/controller.h"
#include "boards/emulated/flash.h"
#include "boards/emulated/line.h"
#include "boards/emulated/orders.h"
#include "boards/emulated/pair.h"
#include "boards/emulated/pins.h"
#include "boards/emulated/ramps.h"

namespace board {

void dut_start() {
  clock_start();
  flash_start();
  controller_start();
  orders_start();
  ramps_power_on();
  pins_erase();
  line_start();
  pair_dut_awake();
  announce();
}

bool dut_pass() {
  u8 byte;
  while (line.take(byte)) {
    if (wire.take(byte)) obey(wire.message);
  }
  const bool ran = serve();
  wire.tick();
  wire.flush();
  return ran || !line.empty();
}

}  // namespace board
