#ifndef ATTR_H
#define ATTR_H
#endif
