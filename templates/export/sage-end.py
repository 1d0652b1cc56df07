
if __name__ == "__main__":
    try: main()
    except Refused as reason: print("refused:", reason); sys.exit(1)
    except Undecided as reason: print("not decided:", reason); sys.exit(3)
