/// What a `FaultServer` does wrong, or merely unusually, with what is sent to it.
public indirect enum Fault: Hashable, Sendable {
    // MARK: Connections

    /// Nobody listens.
    case refused
    /// The connection is reset as soon as it is made.
    case resetAtOnce
    /// The connection is reset once something has come, which is not read.
    case resetBeforeReading
    /// The connection is reset after the head of the request.
    case resetAfterHead
    /// The connection is reset after the whole request.
    case resetAfterRequest
    /// The connection is reset within the head of the answer.
    case resetInHead
    /// The connection is reset within the body of the answer.
    case resetInBody
    /// The connection is closed after the whole request.
    case closedAfterRequest
    /// The connection is closed within the head of the answer.
    case closedInHead
    /// The connection is closed within a body whose length was given.
    case closedInBody
    /// The connection is closed within a body in chunks.
    case closedInChunks
    /// An answer is whole, and the connection closed behind it without a word.
    case closedBehindTheAnswer

    // MARK: Stalls, which end with the server or the connection

    /// Connections are never taken.
    case stalledBeforeAccepting
    /// Nothing comes after the head of the request.
    case stalledAfterHead
    /// Nothing comes after the whole request.
    case stalledAfterRequest
    /// Nothing comes after half the head of the answer.
    case stalledInHead
    /// Nothing comes after half the body of the answer.
    case stalledInBody

    // MARK: Answers

    /// None of these: what the server is told to answer.
    case none
    /// A status with an error in JSON; `retryAfter` is the field of that name.
    case status(Int, retryAfter: String? = nil)
    /// A status with a page for people, as proxies send it.
    case page(Int)
    /// A success with text that is no JSON.
    case invalidJSON
    /// A success with nothing in its body.
    case emptyBody
    /// A success without a body.
    case noContent
    /// A success whose object has a field twice.
    case duplicateFields
    /// A success with fields of which nobody knows.
    case unknownFields
    /// A success with so many bytes, whose length is given first.
    case large(Int)
    /// A success with so many bytes in chunks.
    case largeInChunks(Int)

    // MARK: Packed answers

    /// A packed answer.
    case packed
    /// A packed answer with a wrong byte.
    case packedWrongly
    /// A packed answer that ends too early.
    case packedInPart
    /// A packed answer that becomes so many bytes.
    case packedBomb(Int)

    // MARK: Redirects

    /// A redirect of a status to an address; the answer stands at `/moved`.
    case redirect(Int, to: String)
    /// Every address leads to itself.
    case redirectLoop

    // MARK: HTTP

    /// The server speaks first, as other protocols do, and hangs up.
    case greeting
    /// A field of so many bytes.
    case largeHead(Int)
    /// The first line is none of HTTP.
    case noStatusLine
    /// The first line has a status that is no number.
    case noStatus
    /// Two lengths that differ.
    case twoLengths
    /// A length that is no number.
    case noLength
    /// A chunk whose size is no number.
    case noChunkSize
    /// HTTP/1.0, whose answer ends with the connection.
    case oldVersion
    /// One byte after the other.
    case byteByByte
    /// `100 Continue` before the answer.
    case continueFirst
    /// An answer that nobody asked for behind the one that was.
    case twoAnswers

    // MARK: Often and once

    /// The fault for the first attempt; good answers from then on.
    case once(Fault)
    /// Good answers to so many requests; the fault from then on.
    case after(Int, Fault)
}
