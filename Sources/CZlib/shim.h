#include <string.h>
#include <zlib.h>

/// Makes one gzip stream (RFC 1952) of `length` bytes and gives its length; 0 where `room` is too small for it.
static inline size_t lead_gzip(const unsigned char *bytes, size_t length, unsigned char *out, size_t room) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    // 15 bits of window, and 16 for a gzip header; the fastest level, since this goes to a neighbour.
    if (deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    stream.next_in = (unsigned char *)bytes;
    stream.avail_in = (uInt)length;
    stream.next_out = out;
    stream.avail_out = (uInt)room;
    int result = deflate(&stream, Z_FINISH);
    size_t written = room - stream.avail_out;
    deflateEnd(&stream);
    return result == Z_STREAM_END ? written : 0;
}
