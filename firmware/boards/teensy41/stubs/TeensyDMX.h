#pragma once
#include <Arduino.h>
namespace qindesign::teensydmx {
class Sender {
 public:
  explicit Sender(HardwareSerial& uart);
  void begin();
  bool set(int channel, uint8_t value);
};
}  // namespace qindesign::teensydmx
