/// Lays a program out in one of the many ways that mean the same: blanks, line breaks, comments, and the case of keywords.
struct ProgramLayout {
    private var random: SeededGenerator
    private var output: [UInt8] = []
    /// The word last written, where it is one of the language's own.
    private var lastWord: [UInt8] = []
    /// How much of the freedom it takes: none, some, a lot.
    private let freedom: Int
    private var comments = 0

    private static let continuing: Set<[UInt8]> = Set(
        [
            "and", "or", "not", "is", "in", "contains", "like", "matches", "between", "with", "exactly", "starts", "ends",
            "except",
            "where", "by", "to", "of",
        ].map { Array($0.utf8) })

    /// The text of what a `ProgramWriter` has written.
    static func text(of program: String, seed: UInt64) -> String {
        var layout = ProgramLayout(seed: seed)
        return layout.run(Array(program.utf8))
    }

    private init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        freedom = max(0, random.below(6) - 3)
    }

    private mutating func run(_ program: [UInt8]) -> String {
        if random.chance(40) { write("#!/usr/bin/env lead\n") }
        var place = 0
        while place < program.count {
            let byte = program[place]
            place += 1
            switch byte {
            case 1: name(program, &place)
            case 2: separator()
            case 3: boundary()
            case 4: boundary()
            case 5: documentation()
            case 6: verbatim(program, &place)
            case 0x20: gap()
            default:
                if Self.isWord(byte) { word(program, &place) } else { mark(byte) }
            }
        }
        if freedom == 0 || random.chance(2) { separatorAtEnd() }
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func write(_ text: String) {
        output += Array(text.utf8)
    }

    private mutating func mark(_ byte: UInt8) {
        output.append(byte)
        lastWord = []
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == 0x5F || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    // MARK: Words

    private mutating func name(_ program: [UInt8], _ place: inout Int) {
        let start = place
        if program[place] == 0x24 { place += 1 }
        while place < program.count, Self.isWord(program[place]) { place += 1 }
        lastWord = Array(program[start..<place])
        output += lastWord
    }

    /// A word of the language, in capitals or not; what begins with a digit is none.
    private mutating func word(_ program: [UInt8], _ place: inout Int) {
        let start = place - 1
        while place < program.count, Self.isWord(program[place]) { place += 1 }
        lastWord = Array(program[start..<place])
        guard freedom > 0, !(0x30...0x39).contains(program[start]), random.chance(6) else {
            output += lastWord
            return
        }
        let isWhole = random.chance(2)
        for (index, byte) in lastWord.enumerated() {
            output.append((0x61...0x7A).contains(byte) && (isWhole || index == 0) ? byte & 0xDF : byte)
        }
    }

    private mutating func verbatim(_ program: [UInt8], _ place: inout Int) {
        var depth = 1
        while place < program.count {
            let byte = program[place]
            place += 1
            if byte == 6 { depth += 1 }
            if byte == 7 { depth -= 1 }
            if depth == 0 { break }
            if byte > 7 { output.append(byte) }
        }
        lastWord = []
    }

    // MARK: Blanks and line ends

    private var continues: Bool { Self.continuing.contains(lastWord.map { $0 | 0x20 }) }

    private mutating func gap() {
        guard freedom > 0 else { return output.append(0x20) }
        switch random.below(freedom == 1 ? 60 : 16) {
        case 0: write("  ")
        case 1: write("\t")
        case 2: write(" \\\n" + blanks())
        case 3 where freedom > 1: write(" \\  " + comment() + "\n" + blanks())
        case 4 where continues: write("\n" + blanks())
        case 5 where continues && freedom > 1: write(" " + comment() + "\n" + blanks() + comment() + "\n" + blanks())
        default: write(" ")
        }
    }

    private mutating func separator() {
        // Behind a name that is a word of the language elsewhere, the line would go on.
        if continues { write(";") }
        lastWord = []
        guard freedom > 0 else { return write(random.chance(8) ? "\n\n" : "\n") }
        switch random.below(12) {
        case 0, 1: write("; ")
        case 2: write(";;\n\n")
        case 3: write("  " + comment() + "\n")
        case 4: write("\n\t\n\n" + comment() + "\r\n")
        case 5: write(";" + comment() + "\n;")
        case 6: write("\r\n" + blanks())
        default: write("\n" + blanks())
        }
    }

    private mutating func separatorAtEnd() {
        if continues { write(";") }
        write(freedom > 0 && random.chance(4) ? "  " + comment() : "\n")
    }

    private mutating func boundary() {
        lastWord = []
        guard freedom > 0 else { return write("\n") }
        switch random.below(8) {
        case 0, 1: write(" ")
        case 2: write(" ;\n")
        case 3: write("  " + comment() + "\n" + blanks())
        case 4: write("\n\n" + blanks() + comment() + "\n")
        default: write("\n" + blanks())
        }
    }

    private mutating func documentation() {
        while let last = output.last, last == 0x20 || last == 0x09 { output.removeLast() }
        if let last = output.last, last != 0x0A { write("\n") }
        for _ in 0...random.below(2) { write(random.chance(3) ? "##   What is  done. \n" : "## What is done, and \"why\".\n") }
    }

    private mutating func comment() -> String {
        comments += 1
        return "# note \(comments)" + (random.chance(4) ? ", where and \\ \t" : random.chance(6) ? " \"' ${ `" : "")
    }

    private mutating func blanks() -> String {
        random.one(of: ["", "    ", "        ", "\t", " "])
    }
}
