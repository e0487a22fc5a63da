#pragma once
#include <stdint.h>
struct gpio_dev_t;
extern "C" {
extern gpio_dev_t GPIO;
int gpio_ll_get_level(gpio_dev_t* device, uint32_t pin);
void gpio_ll_set_level(gpio_dev_t* device, uint32_t pin, uint32_t level);
}
