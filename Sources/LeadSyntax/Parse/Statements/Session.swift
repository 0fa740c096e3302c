import LeadDiagnostics

/// `use`, `param`, `let`, `print`, `expect` and `step`.
extension Parser {
    mutating func useStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        return .use(UseStatement(account: try name("the name of an account", as: .account)))
    }

    mutating func paramStatement() throws(Unwinding) -> Statement.Kind {
        let documentation = documentationAbove()
        advance()
        let name = try name("the parameter's name")
        var type: ParamStatement.ValueType?
        if take(.colon) {
            note(words: "text", "number", "date", "list")
            guard let known = currentWord.flatMap(ParamStatement.ValueType.init(rawValue:)) else {
                let names = ParamStatement.ValueType.allCases.map(\.rawValue)
                throw fail(
                    .expected(
                        "a type", found: found,
                        help: ["a parameter is a \(names.joined(separator: ", a ").replacingLast(", ", with: " or "))"],
                        at: current.span))
            }
            advance()
            type = known
        }
        let value = take(.equal) ? try expression() : nil
        return .param(ParamStatement(name: name, type: type, value: value, documentation: documentation))
    }

    mutating func letStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        let name = try name("the variable's name")
        guard take(.equal) else {
            throw fail(.expected("`=`", found: found, help: ["write `let \(name.text) = …`"], at: current.span))
        }
        return .let(LetStatement(name: name, value: try condition()))
    }

    mutating func printStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        return .print(PrintStatement(values: try separated { parser throws(Unwinding) in try parser.condition() }))
    }

    mutating func expectStatement() throws(Unwinding) -> Statement.Kind {
        advance()
        let condition = try condition()
        let message = take(.comma) ? try expression() : nil
        return .expect(ExpectStatement(condition: condition, message: message))
    }

    mutating func stepStatement() throws(Unwinding) -> Statement.Kind {
        let documentation = documentationAbove()
        advance()
        let name = try textLiteral("write `step \"what is done\" { … }`")
        return .step(StepStatement(name: name, body: try block(), documentation: documentation))
    }
}

extension String {
    fileprivate func replacingLast(_ text: String, with replacement: String) -> String {
        var parts = split(separator: text, omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, let last = parts.popLast() else { return self }
        return parts.joined(separator: text) + replacement + last
    }
}
