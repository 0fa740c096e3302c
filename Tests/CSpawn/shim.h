// What the C library offers only to those who define _GNU_SOURCE before its first header, which Swift does not.
// Declarations only: there is nothing to compile.

#ifndef LEAD_CSPAWN_SHIM_H
#define LEAD_CSPAWN_SHIM_H

#include <spawn.h>
#include <sys/socket.h>

int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
int pipe2(int descriptors[2], int flags);
int accept4(int listener, struct sockaddr *address, socklen_t *length, int flags);
int posix_openpt(int flags);
int grantpt(int descriptor);
int unlockpt(int descriptor);
int ptsname_r(int descriptor, char *name, size_t length);

/// POSIX_SPAWN_SETSID of <spawn.h>.
enum { spawn_new_session = 0x80 };

#endif
