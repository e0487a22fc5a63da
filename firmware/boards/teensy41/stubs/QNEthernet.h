#pragma once
#include <Arduino.h>
namespace qindesign::network {
class EthernetClass {
 public:
  bool begin();
  void loop();
  bool linkState() const;
};
extern EthernetClass Ethernet;
class EthernetClient {
 public:
  bool connectNoWait(const IPAddress& address, uint16_t port);
  uint8_t connected();
  void abort();
  bool setNoDelay(bool on);
  int read(uint8_t* into, size_t bytes);
  size_t write(const uint8_t* from, size_t bytes);
  int availableForWrite();
  void flush();
};
}  // namespace qindesign::network
