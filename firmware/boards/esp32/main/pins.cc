#include "pins.h"

#include <driver/gpio.h>
#include <driver/ledc.h>
#include <driver/uart.h>
#include <esp_adc/adc_oneshot.h>

#include "boards/shared/port.h"
#include "boards/shared/sampler.h"
#include "boards/shared/wiring.h"
#include "line-config.h"
#include "strips.h"

namespace board {
namespace {

constexpr u32 CHANNELS = LEDC_CHANNEL_MAX;
// One timer for lamps, one for servos: 13 bits at 5 kHz, 14 bits at 50 Hz.
constexpr u32 LAMP_HZ = 5000, LAMP_MAX = (1 << 13) - 1;
constexpr u32 SERVO_HZ = 50, SERVO_MAX = (1 << 14) - 1;
constexpr i32 SERVO_FRAME_US = 20000;
constexpr u32 READER_BYTES = 256;
constexpr int READER_BAUD = 9600;
constexpr u8 NOTHING = 255;

i32 written[fw::limit::PINS_PER_CONTROLLER];
u8 place[fw::limit::PINS_PER_CONTROLLER];  // LEDC channel, ADC channel or UART of a pin
u32 channels_used, readers_used;
adc_oneshot_unit_handle_t converter;
bool configured;

bool add_channel(u32 pin, u8 gpio, bool servo) {
  if (channels_used == CHANNELS) return false;
  const ledc_timer_t timer = servo ? LEDC_TIMER_1 : LEDC_TIMER_0;
  ledc_timer_config_t clock{};
  clock.speed_mode = LEDC_LOW_SPEED_MODE;
  clock.timer_num = timer;
  clock.duty_resolution = servo ? LEDC_TIMER_14_BIT : LEDC_TIMER_13_BIT;
  clock.freq_hz = servo ? SERVO_HZ : LAMP_HZ;
  clock.clk_cfg = LEDC_AUTO_CLK;
  ledc_channel_config_t channel{};
  channel.gpio_num = gpio;
  channel.speed_mode = LEDC_LOW_SPEED_MODE;
  channel.channel = (ledc_channel_t)channels_used;
  channel.timer_sel = timer;
  place[pin] = (u8)channels_used++;
  return ledc_timer_config(&clock) == ESP_OK && ledc_channel_config(&channel) == ESP_OK;
}

// Wi-Fi keeps the second converter for itself: analogue inputs are those of the first, GPIO 32 to 39.
bool add_analog(u32 pin, u8 gpio) {
  adc_unit_t unit;
  adc_channel_t channel;
  if (adc_oneshot_io_to_channel(gpio, &unit, &channel) != ESP_OK || unit != ADC_UNIT_1) return false;
  adc_oneshot_unit_init_cfg_t first{};
  first.unit_id = ADC_UNIT_1;
  if (converter == nullptr && adc_oneshot_new_unit(&first, &converter) != ESP_OK) return false;
  adc_oneshot_chan_cfg_t config{};
  config.atten = ADC_ATTEN_DB_12;
  config.bitwidth = ADC_BITWIDTH_10;
  place[pin] = (u8)channel;
  return adc_oneshot_config_channel(converter, channel, &config) == ESP_OK;
}

// UART 0 is the link; two are left.
bool add_reader(u32 pin, u8 gpio) {
  if (readers_used == 2) return false;
  const uart_port_t port = readers_used++ == 0 ? UART_NUM_1 : UART_NUM_2;
  const uart_config_t config = line_config(READER_BAUD);
  place[pin] = (u8)port;
  return uart_driver_install(port, READER_BYTES, 0, 0, nullptr, 0) == ESP_OK && uart_param_config(port, &config) == ESP_OK &&
         uart_set_pin(port, UART_PIN_NO_CHANGE, gpio, UART_PIN_NO_CHANGE, UART_PIN_NO_CHANGE) == ESP_OK;
}

bool configure_pin(u32 pin, const PinUse& use, Wire wire) {
  switch (use.signal) {
    case fw::Signal::RAMP: return add_stepper(pin, wire.first, wire.second);
    case fw::Signal::COUNT: return add_encoder(pin, wire.first, wire.second);
    case fw::Signal::IR: return add_receiver(pin, wire.first);
    case fw::Signal::STRIP: return add_strip(pin, wire.first, use.pixels);
    case fw::Signal::PWM: return add_channel(pin, wire.first, false);
    case fw::Signal::SERVO: return add_channel(pin, wire.first, true);
    case fw::Signal::ANALOG: return add_analog(pin, wire.first);
    case fw::Signal::BYTES: return add_reader(pin, wire.first);
    case fw::Signal::DIGITAL:
      if (use.output) make_output(wire.first);
      else make_input(wire.first, Pull::UP);
      return true;
    case fw::Signal::DMX:
    case fw::Signal::NUMBER: return false;
  }
  return false;
}

void configure() {
  configured = true;
  for (u8& entry : place) entry = NOTHING;
  for (u32 pin = 0; pin < fw::limit::PINS_PER_CONTROLLER; pin++) {
    const PinUse& use = use_of(pin);
    if (use.used && !configure_pin(pin, use, wire_of(pin))) wiring_refuse("pins: one of the table's is beyond this board");
  }
}

void set_duty(u32 pin, u32 duty) {
  ledc_set_duty(LEDC_LOW_SPEED_MODE, (ledc_channel_t)place[pin], duty);
  ledc_update_duty(LEDC_LOW_SPEED_MODE, (ledc_channel_t)place[pin]);
}

i32 read_analog(u32 pin) {
  int raw = 0;
  adc_oneshot_read(converter, (adc_channel_t)place[pin], &raw);
  return raw;
}

i32 waiting(u32 pin) {
  size_t bytes = 0;
  uart_get_buffered_data_len((uart_port_t)place[pin], &bytes);
  return (i32)bytes;
}

}  // namespace

bool pins_ready() {
  if (wiring_problem() != nullptr) return false;
  if (!configured) configure();
  return wiring_problem() == nullptr;
}

i32 pin_read(u32 pin) {
  const PinUse& use = use_of(pin);
  if (!pins_ready() || !use.used) return 0;
  switch (use.signal) {
    case fw::Signal::RAMP: return stepper_count(pin);
    case fw::Signal::COUNT: return encoder_count(pin);
    case fw::Signal::IR: return receiver_value(pin);
    case fw::Signal::ANALOG: return read_analog(pin);
    case fw::Signal::BYTES: return waiting(pin);
    case fw::Signal::DIGITAL: return use.output ? written[pin] : gpio_get_level((gpio_num_t)wire_of(pin).first);
    default: return written[pin];
  }
}

void pin_write(u32 pin, i32 value) {
  const PinUse& use = use_of(pin);
  if (!pins_ready() || !use.used) return;
  written[pin] = value;
  switch (use.signal) {
    case fw::Signal::PWM: set_duty(pin, (u32)value * LAMP_MAX / 255); break;
    case fw::Signal::SERVO: set_duty(pin, (u32)value * SERVO_MAX / SERVO_FRAME_US); break;
    default: gpio_set_level((gpio_num_t)wire_of(pin).first, value != 0 ? 1 : 0); break;
  }
}

i32 pin_receive(u32 pin) {
  if (!pins_ready() || use_of(pin).signal != fw::Signal::BYTES) return -1;
  u8 byte;
  return uart_read_bytes((uart_port_t)place[pin], &byte, 1, 0) == 1 ? byte : -1;
}

}  // namespace board
